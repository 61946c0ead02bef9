import { ACTION_KIND_WORDS, ACTION_KINDS } from '../../actions';
import { EXIT_REASON_WORDS, EXIT_REASONS, STRAND_WORDS } from '../../cohort';
import { bandWords, TIER_WORDS, TIERS } from '../../individuals';
import { VISIBILITIES, VISIBILITY_WORDS } from '../../notes';
import { PERSON_VIEW_ANSWERS, PERSON_VIEW_WORDS, REVIEW_DECISIONS, STRANDS } from '../../reviews';
import { type Day, dayInWords, isDay } from '../../shared/day';
import { typedText } from '../../web/forms/typed-text';
import type { StaleRecord } from '../../web/page-model';
import type { CaseSheet } from '../case-sheets';
import { PANEL_DECISION_WORDS } from '../meeting-words';
import { meetingPaths } from '../paths';
import { ENTRY_WORDS } from '../room/entry-words';
import { NOTED_KINDS, typedRows } from './decide-item.form';

type Typed = Record<string, unknown>;
type Field = StaleRecord['fields'][number];

/** What the second of two people typed, beside what the first one saved: every answer of the form, and no row that both left empty. */
export function presentLostRace(sheet: CaseSheet, typed: Typed, isChanging: boolean): StaleRecord {
  const { item } = sheet;
  return {
    changedBy: item.decided_by ?? '',
    changedAt: item.decided_at,
    latestHref: meetingPaths.item(item.meeting_id, item.id),
    hasNoForm: (item.status !== 'listed' && !isChanging) || item.meeting_status !== 'planned',
    fields: [
      ...decisionFields(sheet, typed, isChanging),
      ...reviewFields(sheet, typed),
      ...noteFields(sheet, typed),
      ...actionFields(sheet, typed),
    ].filter(({ latest, yours }) => latest !== '' || yours !== ''),
  };
}

const field = (label: string, latest: string | null | undefined, yours: string): Field => ({
  label,
  latest: latest ?? '',
  yours,
});

function decisionFields({ item, agenda }: CaseSheet, typed: Typed, isChanging: boolean): Field[] {
  const of = (name: string): string => typedText(typed[name]).trim();
  const row = agenda.find((one) => one.id === item.id);
  const hasMoved = row?.tier_after && row.tier_after !== row.tier_before;
  return [
    ...(isChanging ? [field('Why the decision is changed', null, of('changeReason'))] : []),
    field(
      'Decision',
      item.decision && PANEL_DECISION_WORDS[item.decision],
      wordsOf(REVIEW_DECISIONS, PANEL_DECISION_WORDS, of('decision')),
    ),
    field(
      'New tier',
      hasMoved && row.tier_after ? TIER_WORDS[row.tier_after] : null,
      wordsOf(TIERS, TIER_WORDS, of('newTier')),
    ),
    field('New strand', null, wordsOf(STRANDS, STRAND_WORDS, of('newStrand'))),
    field('The plan that waits for the panel', null, of('approvesPlan') === '' ? '' : 'Approved as it stands'),
    field('Why they leave', null, wordsOf(EXIT_REASONS, EXIT_REASON_WORDS, of('exitReason'))),
    field('Where they are signposted', row?.signposted_to, of('signpostedTo')),
    field('Authority that accepted them', null, of('acceptingAuthority')),
    field('Who accepted them there', null, of('acceptedBy')),
    field('Day they were accepted', null, dayTyped(typed, 'acceptedOn')),
    field('Transfer', null, TRANSFER_ANSWERS.get(of('transfer')) ?? ''),
    field('Reasons for the decision', item.rationale, of('rationale')),
    field('Why the panel decides without a quorum', row?.without_quorum_reason, of('withoutQuorumReason')),
    field('A view that differed', item.dissent, of('dissent')),
    field('What the other panel is asked', null, of('escalationQuestion')),
    field('Exploitation band', null, bandTyped(of('judgedExploitationBand'))),
    field('Violence band', null, bandTyped(of('judgedViolenceBand'))),
    field('Why the panel judges the band otherwise', null, of('judgementReason')),
    field('Who tells the person', item.tells_person, of('tellsPerson')),
    field('Who tells the referrer', item.tells_referrer, of('tellsReferrer')),
    field('Next review', row?.next_review_on ? dayInWords(row.next_review_on) : null, dayTyped(typed, 'nextDueOn')),
  ];
}

/** The review that the decision made, when it made one. */
function reviewFields({ item, lastReview }: CaseSheet, typed: Typed): Field[] {
  const saved = lastReview?.rationale === item.rationale ? lastReview : null;
  return [
    field(
      'What the person thinks of the plan',
      saved && PERSON_VIEW_WORDS[saved.person_view_answer],
      wordsOf(PERSON_VIEW_ANSWERS, PERSON_VIEW_WORDS, typedText(typed['personViewAnswer'])),
    ),
    field('What the person wanted the panel to hear', saved?.person_view, typedText(typed['personView']).trim()),
    field('What the panel heard', saved?.summary, typedText(typed['heard']).trim()),
  ];
}

const noteFields = ({ entries }: CaseSheet, typed: Typed): Field[] =>
  NOTED_KINDS.map((kind) => {
    const written = entries.filter((entry) => entry.kind === kind).map(({ text }) => text);
    return field(ENTRY_WORDS[kind], written.join('\n'), typedText(typed[`entry-${kind}`]).trim());
  });

/** Each action as it was meant: what, who, by when, for what and for whose eyes. */
function actionFields({ colleagues }: CaseSheet, typed: Typed): Field[] {
  return typedRows(typed).map((row) => {
    const of = (part: string): string => typedText(typed[`actions-${row}-${part}`]).trim();
    const owner = colleagues.find(({ id }) => id === of('ownerId'));
    const due = dayTyped(typed, `actions-${row}-dueOn`);
    const kept = VISIBILITIES.find((value) => value === of('visibility'));
    const lines = [
      of('description'),
      owner === undefined ? '' : `Owner: ${owner.name} (${owner.agencyName})`,
      due === '' ? '' : `Due: ${due}`,
      labelled('For', wordsOf(ACTION_KINDS, ACTION_KIND_WORDS, of('kind'))),
      kept === undefined || kept === 'all_agencies' ? '' : VISIBILITY_WORDS[kept],
    ];
    return field(
      `Action ${row}`,
      'Those saved are in the list of actions below',
      lines.filter((line) => line !== '').join('\n'),
    );
  });
}

const labelled = (label: string, words: string): string => (words === '' ? '' : `${label}: ${words}`);

const TRANSFER_ANSWERS = new Map([
  ['agreed', 'Agreed'],
  ['not_agreed', 'Not agreed'],
]);

const bandTyped = (band: string): string => (band === '' ? '' : bandWords(band));

const wordsOf = <Value extends string>(values: readonly Value[], words: Record<Value, string>, typed: string): string =>
  values.flatMap((value) => (value === typed ? [words[value]] : []))[0] ?? '';

/** The day in words, or what stood in its boxes when it is none. */
function dayTyped(typed: Typed, name: string): string {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) =>
    typedText(typed[`${name}-${part}`]).trim(),
  );
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const isReal: Day | null = isDay(iso) ? iso : null;
  return isReal === null ? [day, month, year].join(' ').trim() : dayInWords(isReal);
}
