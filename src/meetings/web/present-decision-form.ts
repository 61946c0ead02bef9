import { ACTION_KIND_WORDS, ACTION_KINDS, closingWords } from '../../actions';
import { EXIT_REASON_WORDS, EXIT_REASONS } from '../../cohort';
import { type Tier, TIER_WORDS, TIERS } from '../../individuals';
import { PERSON_VIEW_ANSWERS, PERSON_VIEW_WORDS, REVIEW_DECISIONS, tiersFor } from '../../reviews';
import { colleagueChoices } from '../../users';
import type { StaleRecord, TypedFields } from '../../web/page-model';
import type { CaseSheet } from '../case-sheets';
import { PANEL_DECISION_WORDS } from '../meeting-words';
import { meetingPaths } from '../paths';
import { ACTION_ROWS, type DecideItemForm, typedRows } from './decide-item.form';

/** The panel's form for one case, with what was typed when it comes back. */
export function presentDecisionForm(sheet: CaseSheet, typed: Record<string, unknown>) {
  const { item, header, schedule } = sheet;
  const filled = typedRows(typed);
  const closing = closingWords(sheet.actions);
  const fields: TypedFields<keyof DecideItemForm> = typed;
  return {
    action: meetingPaths.decision(item.meeting_id, item.id),
    version: item.version,
    scheduleId: schedule?.can_be_held ? schedule.id : '',
    asksVoice: schedule?.can_be_held ?? false,
    reviewDueOn: schedule?.can_be_held ? schedule.due_on : null,
    decisions: decisionsFor(header.tier).map((value) => ({
      value,
      text: PANEL_DECISION_WORDS[value],
      hint: value === 'close' && closing !== null ? { text: closing } : undefined,
    })),
    tiers: header.tier === null ? [] : otherTiers(header.tier, typed['newTier']),
    exitReasons: header.tier === null ? [] : exitReasons(typed['exitReason']),
    answers: PERSON_VIEW_ANSWERS.map((value) => ({ value, text: PERSON_VIEW_WORDS[value] })),
    rows: Array.from({ length: ACTION_ROWS }, (_, at) => ({
      number: at + 1,
      kinds: chosenFrom(
        ACTION_KINDS.map((value) => ({ value, text: ACTION_KIND_WORDS[value] })),
        'Choose a kind',
        typed[`actions-${at + 1}-kind`],
      ),
      owners: colleagueChoices(sheet.colleagues, typed[`actions-${at + 1}-ownerId`]),
    })),
    areMoreRowsOpen: filled.some((row) => row > 1),
    typed: fields,
  };
}

/** What the second of two people typed, beside what the first one saved: nothing of it is lost. */
export function presentLostRace({ item, lastReview }: CaseSheet, typed: Record<string, unknown>): StaleRecord {
  const of = (name: string): string => (typeof typed[name] === 'string' ? typed[name] : '');
  const field = (label: string, latest: string | null, yours: string) => ({ label, latest: latest ?? '', yours });
  // The review that the decision made, when it made one.
  const saved = lastReview?.rationale === item.rationale ? lastReview : null;
  const decision = REVIEW_DECISIONS.find((value) => value === of('decision'));
  return {
    changedBy: item.decided_by ?? '',
    changedAt: item.decided_at,
    latestHref: meetingPaths.item(item.meeting_id, item.id),
    fields: [
      field(
        'Decision',
        item.decision === null ? null : PANEL_DECISION_WORDS[item.decision],
        decision ? PANEL_DECISION_WORDS[decision] : '',
      ),
      field('Reasons for the decision', item.rationale, of('rationale')),
      field('A view that differed', item.dissent, of('dissent')),
      field('What the panel heard', saved?.summary ?? null, of('heard')),
      field('What the person wanted the panel to hear', saved?.person_view ?? null, of('personView')),
      ...typedRows(typed).map((row) =>
        field(`Action ${row}`, 'Those saved are in the list of actions below', of(`actions-${row}-description`)),
      ),
    ],
  };
}

const decisionsFor = (tier: Tier | null) =>
  REVIEW_DECISIONS.filter((decision) => {
    if (decision !== 'step_up' && decision !== 'step_down') return true;
    return tier !== null && tiersFor(decision, tier).length > 0;
  });

const otherTiers = (present: Tier, chosen: unknown) =>
  chosenFrom(
    TIERS.filter((tier) => tier !== present).map((value) => ({ value, text: TIER_WORDS[value] })),
    'Choose a tier',
    chosen,
  );

const exitReasons = (chosen: unknown) =>
  chosenFrom(
    EXIT_REASONS.map((value) => ({ value, text: EXIT_REASON_WORDS[value] })),
    'Choose a reason',
    chosen,
  );

/** Items of a GOV.UK select with an empty first choice. */
const chosenFrom = (choices: { value: string; text: string }[], empty: string, chosen: unknown) => [
  { value: '', text: empty, selected: !chosen },
  ...choices.map((choice) => ({ ...choice, selected: choice.value === chosen })),
];
