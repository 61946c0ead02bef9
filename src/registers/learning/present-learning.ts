import type { Actor } from '../../platform/access';
import { dayInWords } from '../../shared/day';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { agenciesOf, agencyItems, dayBoxes, ownerItems } from '../entries/choices';
import type { EntryFields } from '../entries/entry.fields';
import { presentEntries } from '../entries/present-entries';
import { registerPaths } from '../paths';
import { ENTRY_KIND_WORDS, ENTRY_KINDS, NO_CASES, REVIEW_KIND_WORDS, REVIEW_KINDS } from '../register-words';
import type { LineChoices } from '../strategy/strategy-reads';
import type { LearningClosureFields, LearningFields } from './learning.fields';
import type { OneLearning } from './learning-reads';
import type { LearningRow } from './learning.queries';

type Body = Record<string, unknown>;

export const presentLearnings = (rows: LearningRow[], mayAdd: boolean) => ({
  newHref: mayAdd ? registerPaths.newLearning : null,
  open: rows.filter((row) => row.closed_on === null).map(presentRow),
  closed: rows.filter((row) => row.closed_on !== null).map(presentRow),
});

export type LearningsModel = ReturnType<typeof presentLearnings>;

const presentRow = (row: LearningRow) => ({
  href: registerPaths.learningAction(row.id),
  recommendation: row.recommendation,
  review: row.review_title,
  kindWords: REVIEW_KIND_WORDS[row.review_kind],
  owner: `${row.owner}, ${row.agency}`,
  dueOn: row.due_on,
  closedOn: row.closed_on,
  whatChanged: row.what_changed,
  evidenceWords: row.evidence_count === 1 ? '1 piece of evidence' : `${row.evidence_count} pieces of evidence`,
});

type TypedOnPage = TypedFields<keyof EntryFields | keyof LearningClosureFields | DayBoxes<'happenedOn'>>;

const typedOnPage = (body: Body | null): TypedOnPage => body ?? {};

/** One recommendation, with what was done about it. */
export const presentLearning = (one: OneLearning, body: Body | null = null) => {
  const { learning, entries, reminders, mayKeep, maySayProgress } = one;
  const typed = typedOnPage(body);
  return {
    ...presentRow(learning),
    version: body?.['version'] ?? learning.version,
    facts: [
      line('Review', `${learning.review_title} (${REVIEW_KIND_WORDS[learning.review_kind].toLowerCase()})`),
      line('Published', learning.published_on === null ? 'Not known' : dayInWords(learning.published_on)),
      line('Owner', `${learning.owner}, ${learning.agency}`),
      ...(learning.closed_on === null ? [] : [line('Closed', dayInWords(learning.closed_on))]),
      ...(learning.what_changed === null ? [] : [line('What changed', learning.what_changed)]),
    ],
    entries: presentEntries(entries),
    reminders,
    hint: NO_CASES,
    kinds: ENTRY_KINDS.map((value) => ({ value, text: ENTRY_KIND_WORDS[value] })),
    typed,
    changeHref: mayKeep ? registerPaths.changeLearning(learning.id) : null,
    closureHref: mayKeep ? registerPaths.closeLearning(learning.id) : null,
    entriesHref: maySayProgress ? registerPaths.learningEntries(learning.id) : null,
    backHref: registerPaths.learning,
  };
};

export type LearningModel = ReturnType<typeof presentLearning>;

const line = (key: string, text: string) => ({ key: { text: key }, value: { text, classes: 'app-pre-line' } });

type TypedLearning = TypedFields<keyof LearningFields | DayBoxes<'publishedOn' | 'dueOn'> | 'version'>;

/** The form of a recommendation, new or to change. */
export function presentLearningForm(actor: Actor, choices: LineChoices, row: LearningRow | null, body: Body | null) {
  const typed: TypedLearning = body ?? (row === null ? { agencyId: actor.agencyId } : typedOf(row));
  return {
    typed,
    version: row === null ? null : (body?.['version'] ?? row.version),
    isNew: row === null,
    hint: NO_CASES,
    action: row === null ? registerPaths.learning : registerPaths.changeLearning(row.id),
    backHref: row === null ? registerPaths.learning : registerPaths.learningAction(row.id),
    kinds: [
      { value: '', text: 'Select a kind', selected: !typed.reviewKind },
      ...REVIEW_KINDS.map((value) => ({
        value,
        text: REVIEW_KIND_WORDS[value],
        selected: typed.reviewKind === value,
      })),
    ],
    agencies: agencyItems(agenciesOf(actor, choices.agencies), typed.agencyId),
    owners: ownerItems(choices.owners, typed.ownerId),
  };
}

export type LearningFormModel = ReturnType<typeof presentLearningForm>;

const typedOf = (row: LearningRow): TypedLearning => ({
  reviewKind: row.review_kind,
  reviewTitle: row.review_title,
  recommendation: row.recommendation,
  agencyId: row.agency_id,
  ownerId: row.owner_id,
  ...(row.published_on === null ? {} : dayBoxes('publishedOn', row.published_on)),
  ...dayBoxes('dueOn', row.due_on),
});
