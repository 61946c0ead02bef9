import type { Actor } from '../../platform/access';
import { type Day, dayInWords } from '../../shared/day';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { RAGS, suggestRag } from '../domain/rag';
import { agenciesOf, agencyItems, dayBoxes, ownerBoxes } from '../entries/choices';
import { presentEntries } from '../entries/present-entries';
import { registerPaths } from '../paths';
import { NO_CASES, RAG_NAMES, RAG_WORDS, ragTag } from '../register-words';
import type { FrozenActivity } from './strategy-edition.entity';
import type { LineChoices, OneActivity, WholePlan } from './strategy-reads';
import type { ActivityFields, ProgressFields } from './strategy.fields';
import type { ActivityRow, EditionRow, OneEditionRow } from './strategy.queries';

type Body = Record<string, unknown>;

/** The whole plan in the eight columns of the action plan of 2020 (domain/1-requirements, 120). */
export const presentPlan = ({ plan, activities, editions, reminders, mayAdd, mayReview }: WholePlan, today: Day) => ({
  title: plan?.title ?? null,
  years: plan === null ? '' : `${dayInWords(plan.starts_on)} to ${dayInWords(plan.ends_on)}`,
  reviewDueOn: plan?.review_due_on ?? null,
  counts: RAGS.map((rag) => ({ tag: ragTag(rag), count: activities.filter((row) => isIn(row, rag)).length })),
  activities: activities.filter((row) => row.withdrawn_reason === null).map((row) => presentRow(row, today)),
  withdrawn: activities.filter((row) => row.withdrawn_reason !== null).map((row) => presentRow(row, today)),
  editions: editions.map(presentEditionLink),
  reminders,
  newHref: plan !== null && mayAdd ? registerPaths.newActivity : null,
  reviewHref: plan !== null && mayReview ? registerPaths.strategyReview : null,
  newPlanHref: mayReview ? registerPaths.newStrategy : null,
});

export type StrategyPlanModel = ReturnType<typeof presentPlan>;

const isIn = (row: ActivityRow, rag: ActivityRow['rag']): boolean => row.withdrawn_reason === null && row.rag === rag;

const suggestionFor = (row: ActivityRow, today: Day) =>
  suggestRag(
    {
      startsOn: row.starts_on,
      targetOn: row.target_on,
      percentComplete: row.percent_complete,
      hasEvidence: row.has_evidence,
    },
    today,
  );

const presentRow = (row: ActivityRow, today: Day) => {
  const suggested = suggestionFor(row, today);
  return {
    href: registerPaths.activity(row.id),
    area: row.priority,
    aim: row.aim,
    action: row.activity,
    lead: row.lead,
    responsible: row.owners,
    targetOn: row.target_on,
    isOver: row.percent_complete >= 100,
    progress: row.progress ?? 'None recorded',
    percent: `${row.percent_complete}%`,
    tag: ragTag(row.rag),
    suggestedWords: suggested.rag === row.rag ? null : `The dates suggest ${RAG_NAMES[suggested.rag].toLowerCase()}`,
    withdrawnReason: row.withdrawn_reason,
  };
};

const presentEditionLink = (row: EditionRow) => ({
  href: registerPaths.edition(row.id),
  words: `${row.plan}, version ${row.number}, reviewed on ${dayInWords(row.reviewed_on)}`,
  by: row.signed_off_by,
});

/** One activity with what was reported and the evidence. */
export const presentActivity = ({ activity, entries, reminders, mayKeep, maySayProgress }: OneActivity, today: Day) => {
  const suggested = suggestionFor(activity, today);
  return {
    activity: activity.activity,
    tag: ragTag(activity.rag),
    percent: activity.percent_complete,
    targetOn: activity.target_on,
    isOver: activity.percent_complete >= 100 || activity.withdrawn_reason !== null,
    facts: [
      line('Area (priority)', activity.priority),
      line('Aim', activity.aim),
      line('Success measure', activity.success_measure),
      line('Lead partner', activity.lead),
      line('Responsible', activity.owners.join(', ')),
      line('Starts', dayInWords(activity.starts_on)),
      line('Progress', activity.progress ?? 'None recorded'),
      line('Why this status', activity.rag_reason ?? 'Nobody has chosen a status yet'),
      line('What the dates suggest', `${RAG_NAMES[suggested.rag]}: ${suggested.why}`),
      ...(activity.withdrawn_reason === null ? [] : [line('Withdrawn', activity.withdrawn_reason)]),
    ],
    entries: presentEntries(entries),
    reminders,
    changeHref: mayKeep ? registerPaths.changeActivity(activity.id) : null,
    progressHref: maySayProgress ? registerPaths.progress(activity.id) : null,
    backHref: registerPaths.strategy,
  };
};

export type ActivityModel = ReturnType<typeof presentActivity>;

const line = (key: string, text: string) => ({ key: { text: key }, value: { text, classes: 'app-pre-line' } });

type TypedActivity = TypedFields<keyof ActivityFields | DayBoxes<'startsOn' | 'targetOn'> | 'version'>;

/** The form of an activity, new or to change, with what was typed when it comes back. */
export function presentActivityForm(actor: Actor, choices: LineChoices, row: ActivityRow | null, body: Body | null) {
  const typed: TypedActivity = body ?? (row === null ? { agencyId: actor.agencyId } : typedOf(row));
  return {
    typed,
    version: row === null ? null : (body?.['version'] ?? row.version),
    isNew: row === null,
    hint: NO_CASES,
    action: row === null ? registerPaths.activities : registerPaths.changeActivity(row.id),
    backHref: row === null ? registerPaths.strategy : registerPaths.activity(row.id),
    agencies: agencyItems(agenciesOf(actor, choices.agencies), typed.agencyId),
    owners: ownerBoxes(choices.owners, typed.ownerIds),
  };
}

export type ActivityFormModel = ReturnType<typeof presentActivityForm>;

const typedOf = (row: ActivityRow): TypedActivity => ({
  priority: row.priority,
  aim: row.aim,
  activity: row.activity,
  successMeasure: row.success_measure,
  agencyId: row.agency_id,
  ownerIds: row.owner_ids,
  withdrawnReason: row.withdrawn_reason ?? '',
  ...dayBoxes('startsOn', row.starts_on),
  ...dayBoxes('targetOn', row.target_on),
});

type TypedProgress = TypedFields<keyof ProgressFields | DayBoxes<'evidenceOn'> | 'version'>;

/** The form that says how far an activity is. */
export function presentProgressForm({ activity }: OneActivity, today: Day, body: Body | null) {
  const typed: TypedProgress = body ?? {
    progress: activity.progress ?? '',
    percentComplete: activity.percent_complete,
    rag: activity.rag,
    // A reason of its own each time: the last one was for what stood then.
    ragReason: '',
  };
  const suggested = suggestionFor(activity, today);
  return {
    typed,
    version: body?.['version'] ?? activity.version,
    activity: activity.activity,
    hint: NO_CASES,
    suggestedWords: `${RAG_NAMES[suggested.rag]}, because ${suggested.why}`,
    rags: RAGS.map((value) => ({ value, text: `${RAG_NAMES[value]}: ${RAG_WORDS[value].toLowerCase()}` })),
    action: registerPaths.progress(activity.id),
    backHref: registerPaths.activity(activity.id),
  };
}

export type ProgressFormModel = ReturnType<typeof presentProgressForm>;

/** A signed-off version, read as it stood. */
export const presentEdition = (row: OneEditionRow) => ({
  title: `${row.plan}, version ${row.number}`,
  reviewedOn: row.reviewed_on,
  wasDueOn: row.was_due_on,
  isLate: row.was_due_on < row.reviewed_on,
  signedOffBy: row.signed_off_by,
  signedOffAt: row.signed_off_at,
  summary: row.summary,
  changes: row.changes,
  activities: row.contents.map(presentFrozen),
  backHref: registerPaths.strategy,
});

export type StrategyEditionModel = ReturnType<typeof presentEdition>;

const presentFrozen = (row: FrozenActivity) => ({
  href: null,
  area: row.priority,
  aim: row.aim,
  action: row.activity,
  lead: row.lead,
  responsible: row.owners,
  targetOn: row.targetOn,
  isOver: true,
  progress: row.progress ?? 'None recorded',
  percent: `${row.percentComplete}%`,
  tag: ragTag(row.rag),
  suggestedWords: null,
  withdrawnReason: row.withdrawnReason,
});
