import { agesInWords, casePaths, outsideAges } from '../../individuals';
import type { CursorPage } from '../../platform/http';
import { addDays, type Day, dayInLondon, dayInWords } from '../../shared/day';
import type { Draft } from '../../web/drafts/drafts';
import { draftRemovalPath } from '../../web/drafts/offer';
import { isOpen, isTriageOverdue } from '../domain/triage';
import { referralPaths } from '../paths';
import type { OneReferral } from '../referral-reads';
import {
  COHORT_OUTCOME_WORDS,
  DECISION_WORDS,
  knownWords,
  REFERRAL_KIND_WORDS,
  STATUS_CLASSES,
  STATUS_WORDS,
  TOLD_WORDS,
} from '../referral-words';
import type { ReferralRow } from '../referrals.queries';

interface Lists {
  /** Referrals that their reader began and has not sent, the newest first. */
  drafts: Draft[];
  own: CursorPage<ReferralRow>;
  isFirst: boolean;
  /** Null to who sits on no panel. */
  waiting: ReferralRow[] | null;
  closed: ReferralRow[];
  today: Day;
}

/** The list page: one's own, and to a panel what waits for it. */
export const presentReferrals = ({ drafts, own, isFirst, waiting, closed, today }: Lists) => ({
  newHref: referralPaths.new,
  backHref: referralPaths.list,
  drafts: drafts.map((draft) => ({
    name: nameTyped(draft),
    savedAt: draft.savedAt,
    href: draft.formPath,
    removalPath: draftRemovalPath(draft.id),
  })),
  isPanel: waiting !== null,
  waiting: (waiting ?? []).map((row) => presentRow(row, today)),
  closed: closed.map((row) => presentRow(row, today)),
  own: own.items.map((row) => presentRow(row, today)),
  nextHref: own.nextCursor === null ? undefined : `${referralPaths.list}?cursor=${own.nextCursor}`,
  firstHref: isFirst ? undefined : referralPaths.list,
});

export type ReferralsModel = ReturnType<typeof presentReferrals>;

/** Whom the draft is about, as far as it says so. */
function nameTyped({ fields }: Draft): string {
  const typed = (wanted: string): string => fields.find(([name]) => name === wanted)?.[1].trim() ?? '';
  return `${typed('givenName')} ${typed('familyName')}`.trim() || 'Somebody, no name yet';
}

const presentRow = (row: ReferralRow, today: Day) => ({
  href: referralPaths.referral(row.id),
  reference: row.reference,
  name: nameOf(row),
  referredOn: dayInLondon(row.referred_at),
  referredBy: `${row.referred_by}, ${row.agency}`,
  statusWords: STATUS_WORDS[row.status],
  statusClasses: STATUS_CLASSES[row.status],
  /** The clock runs while the panel holds it. */
  triageDueOn: row.status === 'awaiting_triage' ? row.triage_due_on : null,
  isLate: isTriageOverdue({ status: row.status, triageDueOn: row.triage_due_on }, today),
});

const nameOf = (row: Pick<ReferralRow, 'given_name' | 'family_name'>): string =>
  `${row.given_name} ${row.family_name}`.trim();

/** One referral with its answer; the reasons only to the panel. */
export const presentReferral = (one: OneReferral, typed: { text?: unknown } = {}) => {
  const { referral, entries, decisions, mayTriage, mayAdd } = one;
  return {
    ...presentWords(one),
    version: referral.version,
    answer: presentAnswer(referral),
    outcome: one.outcome && { words: COHORT_OUTCOME_WORDS[one.outcome.outcome], on: one.outcome.decided_on },
    entries: entries.map(({ text, recorded_at: recordedAt }) => ({ text, recordedAt })),
    decisions: decisions.map((row) => ({
      decidedOn: row.decided_on,
      words: DECISION_WORDS[row.decision],
      by: row.decided_by,
      isLate: row.was_due_on < row.decided_on,
      wasDueOn: row.was_due_on,
      reason: row.reason,
    })),
    isPanel: mayTriage,
    triageHref: mayTriage && isOpen(referral.status) ? referralPaths.triage(referral.id) : null,
    entriesHref: mayAdd && isOpen(referral.status) ? referralPaths.entries(referral.id) : null,
    isAsked: referral.status === 'more_information',
    backHref: referralPaths.list,
    typed,
  };
};

export type ReferralModel = ReturnType<typeof presentReferral>;

/** What was referred, in words, for the page and for whoever triages it. */
export const presentWords = ({ referral: row, ...one }: OneReferral) => ({
  reference: row.reference,
  statusWords: STATUS_WORDS[row.status],
  statusClasses: STATUS_CLASSES[row.status],
  triageDueOn: row.status === 'awaiting_triage' ? row.triage_due_on : null,
  told: toldOfTriage({ referral: row, ...one }),
  agesWords: isOpen(row.status) ? agesWords(row, one.today) : null,
  summary: [
    line('Person', nameOf(row)),
    line('Date of birth', row.date_of_birth === null ? 'Not known' : dayInWords(row.date_of_birth)),
    line('Kind', REFERRAL_KIND_WORDS[row.kind]),
    ...(row.happened_on === null ? [] : [line('It happened on', dayInWords(row.happened_on))]),
    line('Why', row.reason),
    line('At risk of experiencing violence', knownWords(row.is_experiencing)),
    line('At risk of perpetrating violence', knownWords(row.is_perpetrating)),
    line('Does the person or family know?', TOLD_WORDS[row.is_told]),
    ...(row.on_behalf_of === null ? [] : [line('On behalf of', row.on_behalf_of)]),
    line('Referred by', `${row.referred_by}, ${row.agency}, on ${dayInWords(dayInLondon(row.referred_at))}`),
    ...recordLines(row),
  ],
});

/** Whom the panel cannot take, and where to turn: the referrer reads it as well. */
function agesWords(row: ReferralRow, today: Day): string | null {
  const outside = outsideAges(row.date_of_birth, today, row);
  if (outside === null) return null;
  return (
    `They are ${outside.age}: ${row.panel} works with people ${agesInWords(row)}, so they cannot enter its cohort. ` +
    `Who can help is ${outside.turnTo}.`
  );
}

/** Whether and when the chairs were told, and what comes next: names for the panel alone. Empty while no clock runs and nobody was told. */
function toldOfTriage({ referral, lateNotices, mayTriage, today }: OneReferral): string[] {
  const told = lateNotices.map(
    ({ recipient, made_at: madeAt, sent_at: sentAt }) =>
      `${recipient} was told that it is late on ${dayInWords(dayInLondon(madeAt))}${sentAt === null ? '; the e-mail has not left yet' : ''}.`,
  );
  if (referral.status !== 'awaiting_triage') return told;
  const { triage_due_on: dueOn } = referral;
  if (!isTriageOverdue({ status: referral.status, triageDueOn: dueOn }, today))
    return [
      ...told,
      `The chairs of the panel are told once, on ${dayInWords(addDays(dueOn, 1))}, if it still waits then; no other reminder is sent.`,
    ];
  const isTold = lateNotices.some(({ made_at: madeAt }) => dayInLondon(madeAt) >= dueOn);
  if (mayTriage && !isTold) return [...told, 'It is late: the chairs of the panel are told within the hour.'];
  return [...told, 'The chairs of the panel are told once when it is late; no other reminder is sent.'];
}

/** The case only to who sees it anyway: the referrer sees the referral and its answer, and nothing more. */
function recordLines(row: ReferralRow) {
  if (row.individual_id === null || row.individual_reference === null) return [];
  const html = { text: row.individual_reference, href: casePaths.overview(row.individual_id) };
  return [
    {
      key: { text: 'Record' },
      value: { text: row.individual_reference },
      actions: { items: [{ ...html, text: 'Open', visuallyHiddenText: 'the record' }] },
    },
  ];
}

function presentAnswer(row: ReferralRow) {
  if (row.answer === null || row.answered_at === null) return null;
  return { text: row.answer, at: row.answered_at, redirectedTo: row.redirected_to };
}

const line = (key: string, text: string) => ({ key: { text: key }, value: { text, classes: 'app-pre-line' } });
