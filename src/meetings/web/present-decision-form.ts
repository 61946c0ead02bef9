import { ACTION_KIND_WORDS, ACTION_KINDS, closingWords } from '../../actions';
import { EXIT_REASON_WORDS, EXIT_REASONS, STRAND_WORDS } from '../../cohort';
import { bandWords, type CaseHeader, type Tier, TIER_WORDS, TIERS } from '../../individuals';
import { type TypedVisibility, visibilityChoices } from '../../notes';
import { nextDueByRule, PERSON_VIEW_ANSWERS, PERSON_VIEW_WORDS, type ReviewDecision, STRANDS } from '../../reviews';
import { exploitationBands, violenceBands } from '../../screenings';
import { type Day, dayInWords } from '../../shared/day';
import { colleagueChoices } from '../../users';
import type { TypedFields } from '../../web/page-model';
import { typedText } from '../../web/forms/typed-text';
import type { CaseSheet } from '../case-sheets';
import { decisionsOffered, panelDecisionWords } from '../decisions-offered';
import { meetingPaths } from '../paths';
import { ENTRY_WORDS } from '../room/entry-words';
import { presentQuorum } from '../room/present-room';
import { stepThatStands } from '../standing-step';
import { transferWords } from '../transfers/present-transfer';
import { standingOf } from './standing-typed';
import type { WhatStays } from './what-stays';
import { ACTION_ROWS, type DecideItemForm, NOTED_KINDS, typedRows } from './decide-item.form';

/** The panel's form for one case, with what was typed when it comes back; `change` when a decision that stands is taken again. */
export function presentDecisionForm(
  sheet: CaseSheet,
  typed: Record<string, unknown>,
  today: Day,
  change?: { stays: WhatStays[]; isOfSecond: boolean },
) {
  const { item, header, schedule } = sheet;
  const filled = typedRows(typed);
  const closing = closingWords(sheet.actions);
  const fields: TypedFields<keyof DecideItemForm> = typed;
  const isNew = item.reason === 'new';
  const wordsOf = (decision: ReviewDecision): string =>
    panelDecisionWords(decision, { isNew, isInCohort: header.tier !== null });
  const row = change && sheet.agenda.find((one) => one.id === item.id);
  const step = row ? stepThatStands(standingOf(row), header.tier) : null;
  const { offered, notOffered } = decisionsOffered(item.decisions, header.tier, isNew, step?.decision);
  return {
    action: meetingPaths.decision(item.meeting_id, item.id),
    individualId: item.individual_id,
    change: change && { ...change, reason: typedText(typed['changeReason']) },
    cancelHref: change && meetingPaths.item(item.meeting_id, item.id),
    version: item.version,
    // Before its day a meeting cannot be opened.
    opensOn: item.held_on > today ? item.held_on : null,
    openFirstHref: item.started_at === null ? meetingPaths.room(item.meeting_id) : undefined,
    withoutQuorumReason: typedText(typed['withoutQuorumReason']),
    quorum: quorumForCase(sheet),
    scheduleId: schedule?.can_be_held ? schedule.id : '',
    voice: voiceOf(sheet, change && typedText(typed['personView'])),
    reviewDueOn: schedule?.can_be_held ? schedule.due_on : null,
    isNew,
    notOffered,
    /** Of somebody accepted: the pages on which it is decided that they enter, or do not. */
    entry:
      item.reason === 'cohort_decision'
        ? {
            enterHref: meetingPaths.cohortEntry(item.meeting_id, item.id),
            refuseHref: meetingPaths.cohortRefusal(item.meeting_id, item.id),
          }
        : undefined,
    decisions: offered.map((value) => ({
      value,
      text: value === 'continue' && isNew ? `${wordsOf(value)}${placeWords(header)}` : wordsOf(value),
      hint: hintOf(value, sheet, closing),
    })),
    tiers: header.tier === null ? [] : otherTiers(header.tier, typed['newTier'], step?.to),
    strands: header.tier === null ? [] : otherStrands(header.strand, typed['newStrand']),
    planToApprove: planToApprove(sheet, typed),
    escalatesTo: item.escalates_to,
    transfer: sheet.transfer && transferWords(sheet.transfer),
    transferAnswers: TRANSFER_ANSWERS,
    bands: bandChoices(sheet, typed),
    areBandsOpen: Boolean(typed['judgedExploitationBand'] || typed['judgedViolenceBand'] || typed['judgementReason']),
    exitReasons: header.tier === null ? [] : exitReasons(typed['exitReason']),
    answers: PERSON_VIEW_ANSWERS.map((value) => ({ value, text: PERSON_VIEW_WORDS[value] })),
    nextReview: schedule?.can_be_held || (change && schedule?.counts_from_here) ? nextReviewWords(sheet, today) : null,
    rows: Array.from({ length: ACTION_ROWS }, (_, at) => ({
      number: at + 1,
      kinds: chosenFrom(
        ACTION_KINDS.map((value) => ({ value, text: ACTION_KIND_WORDS[value] })),
        'Select what it is for',
        typed[`actions-${at + 1}-kind`],
      ),
      who: visibilityChoices(sheet.actor, sheet.agenciesOnCase, visibilityTyped(typed, at + 1), 'yes'),
      owners: colleagueChoices(sheet.colleagues, typed[`actions-${at + 1}-ownerId`]),
    })),
    heads: NOTED_KINDS.map((kind) => ({
      name: `entry-${kind}`,
      label: ENTRY_WORDS[kind],
      value: typedText(typed[`entry-${kind}`]),
      hint: knownWords(kind, item.known_topics),
    })),
    areHeadsOpen: NOTED_KINDS.some((kind) => Boolean(typed[`entry-${kind}`])),
    areMoreRowsOpen: filled.some((row) => row > 1),
    typed: fields,
  };
}

/**
 * Asked for with the review a decision holds. Where somebody else has held it meanwhile, the words of whoever came second keep
 * their field: sent, they are written down beside what was saved.
 */
function voiceOf({ schedule }: CaseSheet, wordsOfSecond = ''): { hint: string } | undefined {
  if (schedule?.can_be_held) return { hint: 'In their words. If nobody could ask, say why.' };
  if (wordsOfSecond.trim() === '') return undefined;
  return { hint: 'Sent, it is added to what was said of this case. The review that was saved stays as it is.' };
}

/** Whoever has lost the case to a conflict of interest does not count at it; where that makes the difference, it says so. */
export function quorumForCase({ item, attenders }: CaseSheet) {
  const taking = attenders.filter(({ user_id }) => !item.in_conflict.includes(user_id));
  const quorum = presentQuorum({ room: item, attenders: taking });
  const isForAll = quorum.words === presentQuorum({ room: item, attenders }).words;
  return isForAll ? quorum : { ...quorum, words: `${quorum.words} without a conflict of interest in this case` };
}

/** What whoever chooses it must know first: what closing ends, and that there is no approved plan to go on with. */
function hintOf(decision: ReviewDecision, { plan }: CaseSheet, closing: string | null): { text: string } | undefined {
  if (decision === 'close' && closing !== null) return { text: closing };
  if (decision !== 'continue' || (plan !== null && plan.editions.length > 0)) return undefined;
  return {
    text: 'No plan has ever been approved for this person: there is none to continue with. The minutes say so.',
  };
}

/** The panel's own judgement of a band, where there is a screening to judge beside. */
function bandChoices({ screenings: [now] }: CaseSheet, typed: Record<string, unknown>) {
  if (now === undefined) return undefined;
  const of = (bands: readonly string[], current: string, chosen: unknown) => [
    { value: '', text: `Stays as it is: ${bandWords(current)}` },
    ...bands
      .filter((band) => band !== current)
      .map((value) => ({
        value,
        text: bandWords(value),
        selected: value === chosen,
      })),
  ];
  return {
    exploitation: of([...exploitationBands].reverse(), now.exploitation_band, typed['judgedExploitationBand']),
    violence: of([...violenceBands].reverse(), now.violence_band, typed['judgedViolenceBand']),
  };
}

/** What the panel has called its locations and themes, so that the same one is written alike. */
function knownWords(kind: string, known: CaseSheet['item']['known_topics']): string {
  const titles = known.filter((one) => `${one.kind}s` === kind).map(({ title }) => title);
  return titles.length === 0 ? '' : `Spoken of before: ${titles.slice(0, 8).join('; ')}`;
}

const TRANSFER_ANSWERS = [
  { value: 'agreed', text: 'Agreed' },
  { value: 'not_agreed', text: 'Not agreed' },
  { value: '', text: 'Left open: it comes back' },
];

const otherStrands = (current: string | null, chosen: unknown) => [
  { value: '', text: 'Stays as it is' },
  ...STRANDS.filter((strand) => strand !== current).map((value) => ({
    value,
    text: STRAND_WORDS[value],
    selected: value === chosen,
  })),
];

/** A plan that its manager passed on waits for the panel: the tick carries the version that is on this page. */
function planToApprove({ plan }: CaseSheet, typed: Record<string, unknown>) {
  if (plan === null || plan.status !== 'awaiting_panel') return undefined;
  return { value: String(plan.version), isTicked: Boolean(typed['approvesPlan']) };
}

const visibilityTyped = (typed: Record<string, unknown>, row: number): TypedVisibility => ({
  visibility: typed[`actions-${row}-visibility`],
  visibleTo: typed[`actions-${row}-visibleTo`],
  mayBePassedOn: typed[`actions-${row}-mayBePassedOn`],
});

/** The date the rule gives in each tier the panel can choose, so that a sooner one is set knowing what it replaces. */
function nextReviewWords({ item, header }: CaseSheet, today: Day): string {
  const { tier, dateOfBirth } = header;
  const strand = STRANDS.find((known) => known === header.strand) ?? null;
  // A decision written down before the day of the meeting counts from the day it was written.
  const from = item.held_on < today ? item.held_on : today;
  const by = (one: Tier | null): string => dayInWords(nextDueByRule({ from, tier: one, strand, dateOfBirth, today }));
  if (tier === null) return `Left blank, it is due by the rule: ${by(tier)}.`;
  const others = TIERS.filter((other) => other !== tier).map((other) => `${TIER_WORDS[other]}, ${by(other)}`);
  const ifChanged = `If you change the tier, the rule for the new tier gives: ${others.join('; ')}.`;
  return `Left blank, it is due by the rule for ${TIER_WORDS[tier]}: ${by(tier)}. ${ifChanged}`;
}

/** What is accepted as it was entered: ", as High, Exploitation". */
const placeWords = ({ tier, strand }: Pick<CaseHeader, 'tier' | 'strand'>): string => {
  if (tier === null) return '';
  const known = STRANDS.find((one) => one === strand);
  return `, as ${TIER_WORDS[tier]}${known === undefined ? '' : `, ${STRAND_WORDS[known]}`}`;
};

const otherTiers = (present: Tier, chosen: unknown, standing?: Tier) =>
  chosenFrom(
    TIERS.filter((tier) => tier !== present || tier === standing).map((value) => ({
      value,
      text: value === standing ? `${TIER_WORDS[value]}, as it stands` : TIER_WORDS[value],
    })),
    'Select a tier',
    chosen,
  );

const exitReasons = (chosen: unknown) =>
  chosenFrom(
    EXIT_REASONS.map((value) => ({ value, text: EXIT_REASON_WORDS[value] })),
    'Select a reason',
    chosen,
  );

/** Items of a GOV.UK select with an empty first choice. */
const chosenFrom = (choices: { value: string; text: string }[], empty: string, chosen: unknown) => [
  { value: '', text: empty, selected: !chosen },
  ...choices.map((choice) => ({ ...choice, selected: choice.value === chosen })),
];
