import { compareDays, compareNames } from './compare-name-and-day';

/** What matching needs of a person, from a row or from a record already kept. Days are `YYYY-MM-DD`. */
export interface MatchablePerson {
  givenName: string;
  familyName: string;
  dateOfBirth: string | null;
  nhsNumber: string | null;
  pncId: string | null;
}

export type MatchField = 'name' | 'date_of_birth' | 'nhs_number' | 'pnc_id';

export interface PersonMatch {
  /** `same`: nothing we know speaks against it. `possible`: a person must look; never merge on this alone. */
  strength: 'same' | 'possible';
  agrees: MatchField[];
  /** Both have a value and the values differ (a name that is one letter off differs). */
  differs: MatchField[];
}

/**
 * The one rule for whether two records are the same person; null when they are not.
 *
 * 1. same: name and date of birth equal, or an identifier equal and both name and date of birth equal or one slip apart.
 * 2. possible: name equal and date of birth one slip apart (day and month swapped, one digit) or missing on a side;
 *    date of birth equal and name one letter or one middle name apart; or only an identifier equal.
 * 3. Two valid NHS or PNC numbers that differ make it at most possible: relatives share names, and twins a birthday.
 */
export function comparePeople(a: MatchablePerson, b: MatchablePerson): PersonMatch | null {
  const name = compareNames(a, b);
  const day = compareDays(a.dateOfBirth, b.dateOfBirth);
  const nhs = compareIdentifiers(a.nhsNumber, b.nhsNumber);
  const pnc = compareIdentifiers(a.pncId, b.pncId);
  const sharesIdentifier = nhs === 'equal' || pnc === 'equal';
  const isSameByName = name === 'equal' && day === 'equal';
  const isSameByIdentifier = sharesIdentifier && name !== 'different' && day !== 'different';
  const isNear = (name === 'equal' && day !== 'different') || (name === 'close' && day === 'equal');
  if (!isSameByName && !sharesIdentifier && !isNear) return null;
  const conflicts = nhs === 'different' || pnc === 'different';
  const outcomes: [MatchField, string][] = [
    ['name', name],
    ['date_of_birth', day],
    ['nhs_number', nhs],
    ['pnc_id', pnc],
  ];
  return {
    strength: (isSameByName || isSameByIdentifier) && !conflicts ? 'same' : 'possible',
    agrees: outcomes.filter(([, outcome]) => outcome === 'equal').map(([field]) => field),
    differs: outcomes.filter(([, outcome]) => outcome === 'different' || outcome === 'close').map(([field]) => field),
  };
}

function compareIdentifiers(a: string | null, b: string | null): 'equal' | 'different' | 'missing' {
  if (a === null || b === null) return 'missing';
  return a === b ? 'equal' : 'different';
}
