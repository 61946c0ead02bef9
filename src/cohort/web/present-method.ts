import { type Colleague, colleagueChoices } from '../../users';
import { type Day, dayInWords } from '../../shared/day';
import { typedText } from '../../web/forms/typed-text';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { isCycleOverdue } from '../domain/next-cycle';
import type { CycleRow, MethodRow } from '../method/methods.queries';
import { SUGGESTED_METHOD } from '../method/suggested-method';
import { methodPaths } from '../paths';
import {
  type DraftMethodForm,
  MOST_OF_A_CRITERION,
  type PutInForceForm,
  type RecordCycleForm,
  WITHIN_DAYS,
} from './method.form';

export interface MethodPage {
  method: MethodRow | undefined;
  versions: MethodRow[];
  cycles: CycleRow[];
  nextCycleDueOn: Day | null;
  mayDraft: boolean;
  today: Day;
}

type TypedCycle = TypedFields<keyof RecordCycleForm | DayBoxes<'heldOn'>>;
type TypedDraft = TypedFields<keyof DraftMethodForm>;
type TypedEntry = TypedFields<keyof PutInForceForm | DayBoxes<'inForceFrom'>>;

/** How people are found, for everybody; what the chair may do about it beside it. */
export const presentMethod = (page: MethodPage, typed: TypedCycle = {}) => ({
  method: page.method ? presentVersion(page.method) : null,
  warnings: warningsOf(page),
  nextCycleDueOn: page.nextCycleDueOn,
  whyCycleWords: whyCycleWords(page),
  cycles: page.cycles.map(({ held_on: heldOn, summary, recorded_by: by, number }) => ({ heldOn, summary, by, number })),
  versions: page.versions
    .filter(({ id }) => id !== page.method?.id)
    .map((row) => ({
      href: row.status === 'draft' ? methodPaths.draft : methodPaths.version(row.id),
      words: versionWords(row),
    })),
  mayDraft: page.mayDraft,
  draftHref: methodPaths.draft,
  cyclesHref: methodPaths.cycles,
  typed,
});

export type MethodModel = ReturnType<typeof presentMethod>;

/** A new version does not put a cycle off: it counts from the last one, and before that from the first version. */
const whyCycleWords = ({ method, cycles }: MethodPage): string =>
  `${everyMonths(method?.cycle_months ?? 0)}, counted from ${
    cycles[0] ? `the last cycle, held on ${dayInWords(cycles[0].held_on)}` : 'the day the first version came into force'
  }`;

/** What must be said loudly: a cycle that is late, a method nobody owns any more, none at all. */
function warningsOf({ method, nextCycleDueOn, today }: MethodPage): string[] {
  if (!method)
    return [
      'No identification method is in force, so nobody can enter the cohort. The chair of the panel puts one in force.',
    ];
  const isLate = nextCycleDueOn !== null && isCycleOverdue(nextCycleDueOn, today);
  return [
    ...(isLate ? [`The identification cycle is late. It was due on ${dayInWords(nextCycleDueOn)}.`] : []),
    ...(method.owner_is_active
      ? []
      : ['The owner of the method is no longer here. Put a version with another owner in force.']),
  ];
}

const presentVersion = (row: MethodRow) => ({
  number: row.number,
  words: versionWords(row),
  description: row.description,
  criteria: row.criteria.map(({ text, withinDays }) => ({ text, windowWords: windowWords(withinDays) })),
  summary: [
    line('Owner', row.owner),
    line('In force from', row.in_force_from === null ? 'Not yet' : dayInWords(row.in_force_from)),
    ...(row.retired_on === null ? [] : [line('In force until', dayInWords(row.retired_on))]),
    line('Everybody is gone through', everyMonths(row.cycle_months)),
    line('A decision is checked again', everyMonths(row.validation_months)),
    ...(row.decision === null ? [] : [line('Agreed', `${row.decision}\nPut in force by ${row.put_in_force_by}`)]),
  ],
});

export const presentOneVersion = (row: MethodRow) => ({ method: presentVersion(row), backHref: methodPaths.inForce });
export type VersionModel = ReturnType<typeof presentOneVersion>;

/** For criteria that are added; saving brings as many again. */
const SPARE_ROWS = Array.from({ length: 3 }, () => ({ text: '', withinDays: null }));

/** As they were typed, right or wrong, without the rows that stayed empty. */
function criteriaTyped(typed: TypedDraft): { text: string; withinDays: string }[] {
  const days = [typed.withinDays ?? []].flat().map(typedText);
  return [typed.criteria ?? []]
    .flat()
    .map((text, at) => ({ text: typedText(text) ?? '', withinDays: days[at] ?? '' }))
    .filter(({ text, withinDays }) => `${text}${withinDays}`.trim() !== '');
}

/** The id that the error summary leads to is that of the first row that is wrong. */
function criteriaRows(criteria: { text: string; withinDays: string | number | null }[]) {
  const rows = criteria.map(({ text, withinDays }, at) => ({
    number: at + 1,
    text,
    withinDays: String(withinDays ?? ''),
    isTextWrong: text.length > MOST_OF_A_CRITERION,
    isDaysWrong: !WITHIN_DAYS.test(String(withinDays ?? '')),
  }));
  const firstText = Math.max(
    0,
    rows.findIndex(({ isTextWrong }) => isTextWrong),
  );
  const firstDays = Math.max(
    0,
    rows.findIndex(({ isDaysWrong }) => isDaysWrong),
  );
  return rows.map((row, at) => ({
    ...row,
    textId: at === firstText ? 'criteria' : `criteria-${row.number}`,
    daysId: at === firstDays ? 'withinDays' : `withinDays-${row.number}`,
  }));
}

/** What a criterion asks of the days of its evidence. */
export const windowWords = (withinDays: number | null): string =>
  withinDays === null ? 'Evidence of any day' : `Evidence of the ${withinDays} days before the decision`;

/** The draft as it stands, or the words a first one starts from. */
export const presentDraft = (
  draft: MethodRow | undefined,
  from: MethodRow | undefined,
  people: Colleague[],
  typed: TypedDraft,
) => {
  const start = draft ?? from;
  const criteria = typed.criteria === undefined ? (start?.criteria ?? SUGGESTED_METHOD.criteria) : criteriaTyped(typed);
  return {
    isNew: draft === undefined,
    criteria: criteriaRows([...criteria, ...SPARE_ROWS]),
    version: draft?.version ?? '',
    action: methodPaths.draft,
    entryHref: methodPaths.entry,
    backHref: methodPaths.inForce,
    typed: {
      description: typed.description ?? start?.description ?? SUGGESTED_METHOD.description,
      cycleMonths: typed.cycleMonths ?? start?.cycle_months ?? SUGGESTED_METHOD.cycleMonths,
      validationMonths: typed.validationMonths ?? start?.validation_months ?? SUGGESTED_METHOD.validationMonths,
    },
    owners: colleagueChoices(people, typed.ownerId ?? start?.owner_id),
  };
};
export type DraftModel = ReturnType<typeof presentDraft>;

export const presentEntryIntoForce = (draft: MethodRow, typed: TypedEntry) => ({
  method: presentVersion(draft),
  methodId: draft.id,
  version: draft.version,
  action: methodPaths.entry,
  backHref: methodPaths.draft,
  typed,
});
export type EntryIntoForceModel = ReturnType<typeof presentEntryIntoForce>;

function versionWords(row: MethodRow): string {
  if (row.status === 'draft') return `Version ${row.number}, a draft`;
  const from = row.in_force_from === null ? '' : dayInWords(row.in_force_from);
  const until = row.retired_on === null ? '' : ` until ${dayInWords(row.retired_on)}`;
  return `Version ${row.number}, in force from ${from}${until}`;
}

const everyMonths = (months: number): string => (months === 1 ? 'Every month' : `Every ${months} months`);
const line = (key: string, text: string) => ({ key: { text: key }, value: { text, classes: 'app-pre-line' } });
