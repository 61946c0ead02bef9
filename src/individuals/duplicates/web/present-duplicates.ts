import type { CaseHeader } from '../../case-headers';
import { fullName } from '../../case-headers';
import { casePaths, duplicatePaths } from '../../paths';
import { typedText } from '../../../web/forms/typed-text';
import type { TypedFields } from '../../../web/page-model';
import { agreementWords, comparisonRows, standingWords, STRENGTH_WORDS } from '../comparison-words';
import type { MatchableRow } from '../duplicates.queries';
import type { ConflictRow, MergeConflict, ReviewOfPlanRow } from '../merge-conflicts';
import { joinedDatesWords, reviewDateWords } from '../review-date-words';
import type { Day } from '../../../shared/day';
import type { MergeRow } from '../merges.queries';
import type { ComparedPair, PageOfPairs, PossibleDuplicate } from '../possible-duplicates';
import type { BecauseForm, DifferenceForm, MergeForm } from './duplicates.form';

const nameOf = (row: MatchableRow): string => fullName({ ...row, preferred_name: null });
const side = (row: MatchableRow) => ({
  id: row.id,
  name: nameOf(row),
  reference: row.reference,
  href: casePaths.overview(row.id),
  standing: standingWords(row),
  isRestricted: row.is_restricted,
  version: row.version,
});

export const presentWorkList = (page: PageOfPairs, isFirst: boolean) => ({
  backHref: casePaths.list,
  pairs: page.pairs.map(({ newer, older, comparison, changedSince }) => ({
    href: duplicatePaths.pair(newer.id, older.id),
    newer: side(newer),
    older: side(older),
    strength: STRENGTH_WORDS[comparison.strength],
    isLikely: comparison.strength === 'likely',
    agreement: agreementWords(comparison),
    hasChanged: changedSince !== null,
  })),
  looked: page.looked,
  nextHref: page.next === null ? '' : `${duplicatePaths.list}?before=${page.next}`,
  firstHref: isFirst ? '' : duplicatePaths.list,
});
export type WorkListModel = ReturnType<typeof presentWorkList>;

export const presentPair = (
  { newer, older, comparison, decision, hasChanged }: ComparedPair,
  may: { change: boolean; merge: boolean },
  typed: TypedFields<keyof DifferenceForm | keyof BecauseForm> = {},
) => ({
  backHref: duplicatePaths.list,
  one: side(newer),
  other: side(older),
  strength: STRENGTH_WORDS[comparison.strength],
  rows: comparisonRows(newer, older, comparison),
  decision: saidBefore(decision),
  hasChanged,
  mayChange: may.change,
  mergeHref: may.merge ? duplicatePaths.newMerge(newer.id, older.id) : '',
  differenceAction: duplicatePaths.difference(newer.id, older.id),
  reopeningAction: duplicatePaths.reopening(newer.id, older.id),
  typed,
});
export type PairModel = ReturnType<typeof presentPair>;

const CONFLICT_WORDS: Record<MergeConflict, string> = {
  plan: 'Which open plan stands? The other is closed, and its review with it.',
  lead_professional: 'Who is the lead professional?',
  plan_owner: 'Who owns the plan?',
  cohort: 'Which time in the cohort stands? The other is kept in the history and counted no more.',
  custody: 'Which custody status stands for the same time?',
  corporate_parenting: 'Which corporate-parenting status stands for the same time?',
  family: 'Which family do they belong to?',
  name: 'Which name stands? The other becomes an alias.',
  date_of_birth: 'Which date of birth stands?',
};

export /** Somebody looked at the two and said that they are not the same person. */
const saidBefore = (decision: ComparedPair['decision']) =>
  decision && {
    ...{ reason: decision.reason, by: decision.decided_by, at: decision.decided_at, version: decision.version },
  };

interface MergeAsked {
  pair: ComparedPair;
  conflicts: ConflictRow[];
  reviews: ReviewOfPlanRow[];
  today: Day;
}

export const presentMerge = (
  { pair, conflicts, reviews, today }: MergeAsked,
  typed: TypedFields<keyof MergeForm> = {},
) => ({
  backHref: duplicatePaths.pair(pair.newer.id, pair.older.id),
  action: duplicatePaths.newMerge(pair.newer.id, pair.older.id),
  /** The older record is asked first: it has been spoken of longest. */
  survivors: [pair.older, pair.newer].map((row) => ({
    value: row.id,
    text: `${nameOf(row)}, ${row.reference}`,
    hint: { text: standingWords(row) },
  })),
  versions: [pair.older, pair.newer].map(({ id, version }) => ({ id, version })),
  isRestricted: pair.newer.is_restricted || pair.older.is_restricted,
  decision: saidBefore(pair.decision),
  conflicts: conflicts.map(({ kind, ours, theirs }) => ({
    name: kind,
    legend: CONFLICT_WORDS[kind],
    hint: kind === 'plan' ? joinedDatesWords(reviews, today) : '',
    chosen: typedText(typed[kind]),
    items: [
      { row: pair.older, words: ours },
      { row: pair.newer, words: theirs },
    ].map(({ row: { id, reference }, words }) => ({
      value: id,
      text: words,
      hint: {
        text:
          kind === 'plan'
            ? `${reference}. ${reviewDateWords(
                reviews.find((review) => review.individual_id === id),
                today,
              )}`
            : reference,
      },
    })),
  })),
  typed,
});
export type NewMergeModel = ReturnType<typeof presentMerge>;

const TABLE_WORDS: Record<string, [one: string, many: string]> = {
  notes: ['note', 'notes'],
  plans: ['plan', 'plans'],
  screenings: ['screening', 'screenings'],
  actions: ['action', 'actions'],
  reviews: ['review', 'reviews'],
  referrals: ['referral', 'referrals'],
  assignments: ['person working on the case', 'people working on the case'],
  cohort_memberships: ['period in the cohort', 'periods in the cohort'],
  individual_identifiers: ['number', 'numbers'],
  individual_addresses: ['address', 'addresses'],
  individual_relationships: ['relationship', 'relationships'],
  individual_statuses: ['status', 'statuses'],
  meeting_items: ['item on an agenda', 'items on agendas'],
};

const counted = (count: number, [one, many]: [string, string]): string => `${count} ${count === 1 ? one : many}`;

/** What a merge moved, in the words people know; the many small tables behind them are one figure. */
export function presentMergeMade(row: MergeRow, mayUndo: boolean, typed: TypedFields<keyof BecauseForm> = {}) {
  const others = row.moved.filter(({ table }) => !(table in TABLE_WORDS)).reduce((sum, { count }) => sum + count, 0);
  return {
    backHref: casePaths.identity(row.survivor_id),
    survivorHref: casePaths.overview(row.survivor_id),
    survivorReference: row.survivor_reference,
    mergedReference: row.merged_reference,
    // While they are one, its address leads to the whole.
    mergedHref: row.undone_at === null ? undefined : casePaths.overview(row.merged_id),
    reason: row.reason,
    by: row.merged_by,
    at: row.merged_at,
    moved: [
      ...row.moved.flatMap(({ table, count }) => {
        const words = TABLE_WORDS[table];
        return words ? [counted(count, words)] : [];
      }),
      ...(others > 0
        ? [counted(others, ['other entry that belongs to them', 'other entries that belong to them'])]
        : []),
    ],
    undone: row.undone_at === null ? null : { by: row.undone_by, at: row.undone_at, because: row.undone_because },
    cameLater: row.moved.reduce((sum, { later }) => sum + later, 0),
    hasNotPutBack: row.not_put_back.length > 0,
    mayUndo: mayUndo && row.undone_at === null,
    action: duplicatePaths.undoing(row.id),
    version: row.version,
    typed,
  };
}
export type MergeModel = ReturnType<typeof presentMergeMade>;

/** Who is on record already and may be the person somebody is about to add. */
export const presentMatches = (found: PossibleDuplicate[]) =>
  found.map(({ record, comparison }) => ({
    ...side(record),
    strength: STRENGTH_WORDS[comparison.strength],
    isLikely: comparison.strength === 'likely',
    agreement: agreementWords(comparison),
  }));
export type MatchModel = ReturnType<typeof presentMatches>[number];

/** The merges a record took part in, for its identity page. */
export const mergeLinks = (
  rows: { id: string; merged_reference: string; undone_at: Date | null }[],
  header: CaseHeader,
) =>
  rows.map((row) => ({
    href: duplicatePaths.merge(row.id),
    words: `${row.merged_reference === header.reference ? 'This record' : row.merged_reference} was merged${row.undone_at === null ? '' : ', and it was undone'}`,
  }));
