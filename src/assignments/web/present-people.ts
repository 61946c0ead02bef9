import { type CohortMembershipRow, presentCohort, type OwedDecisionRow, type RefusedEntryRow } from '../../cohort';
import { type CaseHeader, caseLayoutModel } from '../../individuals';
import type { Actor } from '../../platform/access';
import { type Colleague, colleagueChoices } from '../../users';
import type { TypedFields } from '../../web/page-model';
import { ASSIGNMENT_KIND_WORDS, ASSIGNMENT_KINDS } from '../assignment-words';
import type { AssignmentRow } from '../assignments.queries';
import { staysVisibleWithout } from '../domain/keys-left';
import { whoKeepsWords } from '../domain/who-keeps';
import { assignmentPaths } from '../paths';
import type { AssignForm, EndAssignmentForm } from './assignment.form';

/** What the people page is made of, loaded by its controller. */
export interface PeopleOfCase {
  header: CaseHeader;
  assignments: AssignmentRow[];
  periods: CohortMembershipRow[];
  /** A decision whether they enter the cohort that nobody has made. */
  owed: OwedDecisionRow | undefined;
  /** Decisions that they do not enter the cohort. */
  refused: RefusedEntryRow[];
  colleagues: Colleague[];
  mayAssign: boolean;
  mayDecide: boolean;
}

const GONE_WORDS = {
  account_ended: 'Account ended: to be handed over',
  left_agency: 'Moved to another agency: to be handed over',
} as const;

/** Who is responsible and their place in the cohort; `typed` is the form as it came back. */
export function presentPeople(people: PeopleOfCase, typed: TypedFields<keyof AssignForm> = {}, isStale = false) {
  const { header } = people;
  const present = people.assignments.filter((row) => row.ended_at === null);
  const idOf = (kind: string): string => present.find((row) => row.kind === kind)?.id ?? '';
  return {
    ...caseLayoutModel(header, 'people'),
    present: present.map((row) => ({
      kindWords: ASSIGNMENT_KIND_WORDS[row.kind],
      person: row.person,
      agency: row.agency,
      goneWords: row.gone === null ? null : GONE_WORDS[row.gone],
      startedAt: row.started_at,
      endingHref: people.mayAssign ? assignmentPaths.ending(header.id, row.id) : null,
    })),
    missing: ASSIGNMENT_KINDS.filter((kind) => kind !== 'practitioner' && idOf(kind) === '').map(
      (kind) => ASSIGNMENT_KIND_WORDS[kind],
    ),
    earlier: people.assignments.filter((row) => row.ended_at !== null).map(presentEarlier),
    cohort: presentCohort(header.id, { ...people, decisionDueOn: header.decisionDueOn }),
    mayAssign: people.mayAssign,
    assignHref: assignmentPaths.assignments(header.id),
    peopleHref: assignmentPaths.people(header.id),
    seenLeadId: idOf('lead_professional'),
    seenOwnerId: idOf('plan_owner'),
    kinds: ASSIGNMENT_KINDS.map((value) => ({ value, text: ASSIGNMENT_KIND_WORDS[value] })),
    colleagues: colleagueChoices(people.colleagues, typed['userId']),
    isRestricted: header.isRestricted,
    isStale,
    typed,
  };
}

/** The page that asks before a part ends, and says first when the asker's own sight of the case ends with it. */
export function presentEnding(
  actor: Actor,
  people: PeopleOfCase,
  ending: AssignmentRow,
  typed: TypedFields<keyof EndAssignmentForm>,
) {
  const { header } = people;
  const present = people.assignments
    .filter((row) => row.ended_at === null)
    .map((row) => ({ id: row.id, userId: row.user_id, agencyId: row.agency_id, agency: row.agency }));
  const place = people.periods.find(({ ended_on: endedOn }) => endedOn === null) ?? people.owed;
  const left = present.filter(({ id }) => id !== ending.id).map(({ agency }) => agency);
  return {
    ...caseLayoutModel(header, 'people'),
    endingHref: assignmentPaths.ending(header.id, ending.id),
    backHref: assignmentPaths.people(header.id),
    person: ending.person,
    isMe: ending.user_id === actor.userId,
    kindWords: ASSIGNMENT_KIND_WORDS[ending.kind],
    isOver: ending.ended_at !== null,
    version: ending.version,
    endsMySight:
      !header.isRestricted && !staysVisibleWithout(ending.id, present, place?.panel_id ?? null, actor.accessKeys),
    whoKeeps: whoKeepsWords({ agencies: [...new Set(left)].sort(), panel: place?.panel ?? null }),
    typed,
  };
}

const presentEarlier = (row: AssignmentRow) => ({
  kindWords: ASSIGNMENT_KIND_WORDS[row.kind],
  person: row.person,
  agency: row.agency,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  endReason: row.end_reason,
});

export type PeopleModel = ReturnType<typeof presentPeople>;

export type EndingModel = ReturnType<typeof presentEnding>;
