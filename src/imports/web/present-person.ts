import { roleWords, TIER_WORDS } from '../../individuals';
import type { ImportPlan } from '../domain/import-plan';
import { FIELD_WORDS } from '../domain/left-over';
import type { ProposedPerson } from '../domain/proposed-person';
import type { ImportPreview } from '../import-previews';
import { rowList } from './side-by-side';

/** What the coordinator should look at: a value that is left out, or one that wants checking. */
export interface Remark {
  rowNumber: number;
  isLeftOut: boolean;
  message: string;
  mend: string;
}

export interface PersonToMakeView {
  rows: string;
  name: string;
  isJoined: boolean;
  dateOfBirth: string | null;
  role: string;
  tier: string;
  plannedOn: string | null;
  planOwner: string;
  leadProfessional: string;
  nextReviewOn: string | null;
  remarks: Remark[];
}

export function presentPerson(person: ProposedPerson, { plan, facts }: ImportPreview): PersonToMakeView {
  const names = new Map([...facts.accounts.values()].map(({ id, name }) => [id, name]));
  return {
    rows: rowList(person.rows),
    name: `${person.givenName} ${person.familyName}`.trim(),
    isJoined: person.rows.length > 1,
    dateOfBirth: person.dateOfBirth,
    role: roleWords(person.isExperiencing, person.isPerpetrating),
    tier: TIER_WORDS[person.tier],
    plannedOn: person.plan?.plannedOn ?? null,
    planOwner: ownerWords(plan, person, 'planOwner', names),
    leadProfessional: ownerWords(plan, person, 'leadProfessional', names),
    nextReviewOn: person.plan ? (person.nextReview?.on ?? null) : null,
    remarks: remarksOn(person),
  };
}

function ownerWords(
  plan: ImportPlan,
  person: ProposedPerson,
  part: 'planOwner' | 'leadProfessional',
  names: Map<string, string>,
): string {
  const owner = person[part];
  if (owner === null) return 'Nobody named';
  const account = part === 'planOwner' ? plan.planOwnerOf(person) : plan.leadProfessionalOf(person);
  const name = account === null ? undefined : names.get(account);
  return name ?? `Nobody yet: “${owner.kind === 'email' ? owner.email : owner.text}” has no account`;
}

function remarksOn(person: ProposedPerson): Remark[] {
  const remarks: Remark[] = person.rows.flatMap(({ rowNumber, findings }) =>
    findings
      // Who owns a plan is asked in a place of its own.
      .filter(({ field, kind }) => kind === 'error' || !['plan_owner', 'lead_professional'].includes(field))
      .map(({ field, kind, message, mend }) => ({
        rowNumber,
        isLeftOut: kind === 'error',
        message: kind === 'error' ? `${FIELD_WORDS[field]} is left out. ${message}` : message,
        mend,
      })),
  );
  const first = person.rows[0]?.rowNumber ?? 0;
  const say = (message: string, mend: string): void => {
    remarks.push({ rowNumber: first, isLeftOut: false, message, mend });
  };
  if (!person.isTierCertain) {
    const bands = person.rows.flatMap(({ values }) => (values.band ? [`“${values.band.raw}”`] : []));
    const why = bands.length > 0 ? `The band ${bands.join(', ')} names no tier` : 'There is no band';
    say(`${why}, so the tier is medium.`, 'Change the tier at the next panel.');
  }
  if (person.familyName === '') say('Only one name is given.', 'Add the other name to the record after the import.');
  if (person.plan === null && person.nextReview) {
    say(
      'There is a next review but no plan date, so no review is scheduled. The date is kept in the note.',
      'Write the plan date in the sheet.',
    );
  }
  if (person.rows.length > 1)
    say('Made from several rows. What they disagree on is kept in the note.', 'Check the record after the import.');
  return remarks;
}
