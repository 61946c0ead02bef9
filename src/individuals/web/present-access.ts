import { type Colleague, colleagueChoices } from '../../users';
import type { TypedFields } from '../../web/page-model';
import { REVIEW_OUTCOME_WORDS } from '../access-words';
import type { CaseHeader } from '../case-headers';
import { caseLayoutModel } from '../case-page';
import { accessPaths, casePaths } from '../paths';
import type { PersonOfRecordRow, RecordAccessFacts } from '../restrictions/record-access';
import type { LiftingRequestForm, RestrictionForm } from './restriction.form';

/** What the reader may do about who sees the record. */
export interface AccessRights {
  mayRestrict: boolean;
  mayAskToLift: boolean;
  mayAgreeToLift: boolean;
  /** Asks governance; the page is a higher slice's. */
  mayAskDeletion: boolean;
}

export function presentAccess(header: CaseHeader, facts: RecordAccessFacts, rights: AccessRights) {
  const { restriction, liftRequest } = facts;
  return {
    ...caseLayoutModel(header, 'access'),
    isRestricted: header.isRestricted,
    restriction: restriction && {
      reason: restriction.reason,
      by: restriction.restricted_by,
      at: restriction.restricted_at,
    },
    named: facts.people.filter((person) => person.is_named).map(inWords),
    restrictHref: rights.mayRestrict && !header.isRestricted ? accessPaths.newRestriction(header.id) : null,
    namedPeopleHref: rights.mayRestrict && header.isRestricted ? accessPaths.namedPeople(header.id) : null,
    liftingHref:
      header.isRestricted && (rights.mayAskToLift || rights.mayAgreeToLift) ? accessPaths.lifting(header.id) : null,
    deletionHref: rights.mayAskDeletion && !header.isRestricted ? accessPaths.deletion(header.id) : null,
    isLiftAsked: liftRequest !== undefined,
    uses: facts.uses.map((use) => ({
      who: use.who,
      agency: use.agency,
      openedAt: use.opened_at,
      until: use.ended_at ?? use.expires_at,
      reason: use.reason,
      outcomeWords: use.review_outcome === null ? 'Not reviewed yet' : REVIEW_OUTCOME_WORDS[use.review_outcome],
    })),
  };
}

export type AccessModel = ReturnType<typeof presentAccess>;

interface Naming {
  header: CaseHeader;
  facts: RecordAccessFacts;
  colleagues: Colleague[];
}

/** Both forms that name people: a new restriction asks why as well. */
export function presentNaming({ header, facts, colleagues }: Naming, typed: TypedFields<keyof RestrictionForm>) {
  const near = new Set(facts.people.map(({ id }) => id));
  const chosen = chosenIn(typed, facts);
  return {
    ...caseLayoutModel(header, 'access'),
    backHref: casePaths.access(header.id),
    version: header.version,
    formAction: header.isRestricted ? accessPaths.namedPeople(header.id) : accessPaths.restriction(header.id),
    isNew: !header.isRestricted,
    people: facts.people.map((person) => ({
      value: person.id,
      text: inWords(person),
      checked: chosen.includes(person.id),
    })),
    others: colleagueChoices(
      colleagues.filter(({ id }) => !near.has(id)),
      typed.somebodyElse,
    ),
    typed,
  };
}

export type NamingModel = ReturnType<typeof presentNaming>;

function chosenIn(typed: TypedFields<keyof RestrictionForm>, facts: RecordAccessFacts): unknown[] {
  const { namedPeople } = typed;
  if (Array.isArray(namedPeople)) return namedPeople;
  if (typeof namedPeople === 'string') return [namedPeople];
  return Object.keys(typed).length > 0 ? [] : facts.people.filter((person) => person.is_named).map(({ id }) => id);
}

/** Asking for the restriction to be lifted, or, when somebody else has asked, agreeing to it. */
export function presentLifting(
  header: CaseHeader,
  { liftRequest }: RecordAccessFacts,
  reader: { userId: string; mayAgreeToLift: boolean },
  typed: TypedFields<keyof LiftingRequestForm>,
) {
  return {
    ...caseLayoutModel(header, 'access'),
    backHref: casePaths.access(header.id),
    version: header.version,
    request: liftRequest && {
      by: liftRequest.asked_by,
      at: liftRequest.asked_at,
      until: liftRequest.expires_at,
      reason: liftRequest.reason,
      isMine: liftRequest.asked_by_id === reader.userId,
    },
    mayAgree: reader.mayAgreeToLift && liftRequest?.asked_by_id !== reader.userId,
    askHref: accessPaths.liftingRequest(header.id),
    agreeHref: accessPaths.lifting(header.id),
    withdrawHref: accessPaths.withdrawal(header.id),
    typed,
  };
}

export type LiftingModel = ReturnType<typeof presentLifting>;

const inWords = ({ name, job_title, agency }: PersonOfRecordRow): string =>
  `${name}${job_title === null ? '' : `, ${job_title}`} (${agency})`;
