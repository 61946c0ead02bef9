import { type CaseHeader, caseLayoutModel, casePaths, fullName } from '../../individuals';
import type { CursorPage } from '../../platform/http';
import { type Day, isBefore } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import { cohortDecisionPaths, cohortPaths } from '../paths';
import type { AtMeeting, TypedAtMeeting } from '../forms/at-meeting';
import type { RefuseEntryForm } from '../forms/cohort.form';
import type { OwedDecisionRow } from './decisions.queries';
import type { OnBandAloneRow } from './on-band-alone.queries';

interface DecisionLists {
  page: CursorPage<OwedDecisionRow>;
  isFirst: boolean;
  onBand: OnBandAloneRow[];
  today: Day;
}

/** Who is in on a band alone, and accepted people about whom nobody has decided, what is due first at the top. */
export const presentDecisions = ({ page, isFirst, onBand, today }: DecisionLists) => ({
  onBand: onBand.map((row) => ({
    name: fullName(row),
    reference: row.individual_reference,
    href: casePaths.people(row.individual_id),
    checkBy: row.check_by,
    isLate: isBefore(row.check_by, today),
    whyHref: casePaths.dueDate(row.individual_id, 'validation'),
  })),
  decisions: page.items.map((row) => ({
    name: fullName(row),
    reference: row.individual_reference,
    href: casePaths.people(row.individual_id),
    acceptedOn: row.accepted_on,
    panel: row.panel,
    dueOn: row.due_on,
    isLate: isBefore(row.due_on, today),
    whyHref: casePaths.dueDate(row.individual_id, 'cohort_decision'),
    screenedOn: row.screened_on,
    leadProfessional: row.lead_professional ?? 'Nobody named',
    planOwner: row.plan_owner ?? 'Nobody named',
  })),
  nextHref: page.nextCursor === null ? undefined : `${cohortDecisionPaths.list}?cursor=${page.nextCursor}`,
  firstHref: isFirst ? undefined : cohortDecisionPaths.list,
});

export type DecisionsModel = ReturnType<typeof presentDecisions>;

export type TypedRefusal = TypedFields<keyof RefuseEntryForm> & TypedAtMeeting;

interface Refusal {
  owed: OwedDecisionRow | undefined;
  typed: TypedRefusal;
  isStale: boolean;
}

/** That somebody does not enter, with what was typed when the form comes back. */
export const presentRefusal = (header: CaseHeader, { owed, typed, isStale }: Refusal) => ({
  ...caseLayoutModel(header, 'people'),
  hrefs: {
    refusal: cohortPaths.refusal(header.id),
    entry: cohortPaths.entry(header.id),
    people: casePaths.people(header.id),
    whyDue: casePaths.dueDate(header.id, 'cohort_decision'),
  },
  backHref: casePaths.people(header.id),
  isInCohort: header.inCohortSince !== null,
  owed: owed && {
    id: owed.id,
    version: owed.version,
    acceptedOn: owed.accepted_on,
    dueOn: owed.due_on,
    panel: owed.panel,
  },
  isStale,
  atMeeting: undefined as AtMeeting | undefined,
  typed,
});

export type RefusalModel = ReturnType<typeof presentRefusal>;
