import type { TypedFields } from '../../web/page-model';
import { retentionPaths } from '../paths';
import type { RetentionWork } from '../retention-lists';
import type { ErasureRow, HoldRow, RuleRow } from '../retention.queries';
import { GROUND_WORDS, GROUNDS_TO_GIVE, HOLD_KINDS, HOLD_WORDS, RECORD_WORDS, RULE_WORDS } from '../retention-words';
import type { DeletionByReferenceForm, HoldForm, RefusalForm, RuleForm } from './retention.form';

export const grounds = GROUNDS_TO_GIVE.map((value) => ({ value, text: GROUND_WORDS[value] }));

const STATUS_WORDS = { waiting: 'Waiting', done: 'Deleted', refused: 'Kept', withdrawn: 'Taken back' };

const ruleWords = (rule: string | null): string => (rule === null ? '' : (RULE_WORDS[rule] ?? rule));

const groundWords = (row: ErasureRow): string =>
  row.rule === null ? GROUND_WORDS[row.ground] : `${GROUND_WORDS[row.ground]}: ${ruleWords(row.rule).toLowerCase()}`;

export const presentWork = (
  { due, hasMore, waiting, decided }: RetentionWork,
  typed: TypedFields<keyof DeletionByReferenceForm>,
) => ({
  due: due.map((row) => ({
    subjectId: row.subject_id,
    kind: RECORD_WORDS[row.subject_kind],
    reference: row.reference,
    rule: ruleWords(row.rule),
    dueOn: row.due_on,
    isHeld: row.is_held,
    requestHref: row.erasure_id === null ? null : retentionPaths.request(row.erasure_id),
  })),
  hasMore,
  waiting: waiting.map((row) => ({
    href: retentionPaths.request(row.id),
    reference: row.reference,
    ground: groundWords(row),
    by: row.asked_by,
    at: row.asked_at,
  })),
  decided: decided.map((row) => ({
    href: retentionPaths.request(row.id),
    kind: RECORD_WORDS[row.subject_kind],
    status: STATUS_WORDS[row.status],
    ground: groundWords(row),
    askedBy: row.asked_by,
    decidedBy: row.decided_by,
    at: row.decided_at,
  })),
  grounds,
  typed,
  askHref: retentionPaths.requests,
  holdsHref: retentionPaths.holds,
  rulesHref: retentionPaths.rules,
});

export type RetentionModel = ReturnType<typeof presentWork>;

export const presentRequest = (row: ErasureRow, userId: string, typed: TypedFields<keyof RefusalForm>) => ({
  backHref: retentionPaths.list,
  kind: RECORD_WORDS[row.subject_kind],
  reference: row.reference,
  ground: groundWords(row),
  dueOn: row.was_due_on,
  reason: row.reason,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  status: STATUS_WORDS[row.status],
  isWaiting: row.status === 'waiting',
  isMine: row.asked_by_id === userId,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  refusal: row.refusal,
  rows: Object.values(row.counts ?? {}).reduce((sum, count) => sum + count, 0),
  version: row.version,
  deletionHref: retentionPaths.deletion(row.id),
  refusalHref: retentionPaths.refusal(row.id),
  withdrawalHref: retentionPaths.withdrawal(row.id),
  typed,
});

export type DeletionRequestModel = ReturnType<typeof presentRequest>;

export const presentHolds = (rows: HoldRow[], typed: TypedFields<keyof HoldForm>) => ({
  backHref: retentionPaths.list,
  formAction: retentionPaths.holds,
  holds: rows.map((row) => ({
    reference: row.reference,
    kind: HOLD_WORDS[row.kind],
    basis: row.basis,
    by: row.placed_by,
    at: row.placed_at,
    version: row.version,
    endingHref: retentionPaths.holdEnding(row.id),
  })),
  kinds: HOLD_KINDS.map((value) => ({ value, text: HOLD_WORDS[value] })),
  typed,
});

export type HoldsModel = ReturnType<typeof presentHolds>;

const asTyped = (value: unknown): string => (typeof value === 'string' ? value : '');

export const presentRules = (rows: RuleRow[], changed: string | null, typed: TypedFields<keyof RuleForm>) => ({
  backHref: retentionPaths.list,
  rules: rows.map((row) => ({
    id: row.kind.replaceAll('_', '-'),
    name: ruleWords(row.kind),
    from: row.from_event,
    months: row.kind === changed ? asTyped(typed.months) : String(row.months),
    untilAge: row.kind === changed ? asTyped(typed.untilAge) : row.until_age === null ? '' : String(row.until_age),
    basis: row.legal_basis,
    source: row.source,
    version: row.version,
    isRefused: row.kind === changed,
    formAction: retentionPaths.rule(row.kind),
  })),
});

export type RulesModel = ReturnType<typeof presentRules>;
