import type { CursorPage } from '../../platform/http';
import { isOfRegister, untoldReason } from '../domain/ladder';
import { dayInWords, daysBetween } from '../../shared/day';
import type { AwayNow } from '../../users';
import type { BounceRow } from '../ladder.queries';
import type { KeptCheckRow, ReminderCountRow, Undelivered, UndeliveredRow } from '../deliveries.queries';
import { mailFaultWords } from '../mail-fault-words';
import { reminderPaths } from '../paths';
import {
  inPlaceOfWords,
  isAlsoTheirs,
  KIND_WORDS,
  recipientWords,
  rungWords,
  SUPPRESSED_WORDS,
  UNTOLD_WORDS,
} from '../reminder-words';

interface Asked {
  status: Undelivered;
  counts: ReminderCountRow[];
  checks: KeptCheckRow[];
  cursor: string;
  mayTryAgain: boolean;
  isMailSetUp: boolean;
  isWorkerMissing: boolean;
  mailAwaySince: Date | undefined;
  /** For whoever may clear them. */
  bounces: BounceRow[];
}

/** Reminders that did not arrive, in words: to whom, for whom, about which reference, and why. */
export const presentDeliveries = (page: CursorPage<UndeliveredRow>, asked: Asked) => ({
  tabs: [
    { text: 'Failed', href: reminderPaths.deliveries, active: asked.status === 'failed' },
    { text: 'Not needed', href: reminderPaths.suppressed, active: asked.status === 'suppressed' },
  ],
  isFailed: asked.status === 'failed',
  mayTryAgain: asked.mayTryAgain && asked.status === 'failed',
  isMailSetUp: asked.isMailSetUp,
  isWorkerMissing: asked.isWorkerMissing,
  mailAwaySince: asked.mailAwaySince,
  bounces: asked.bounces.map((row) => ({
    name: row.name,
    email: row.email,
    answer: mailFaultWords(row.answer),
    bouncedAt: row.bounced_at,
    clearHref: reminderPaths.bounceClearance(row.user_id),
  })),
  counts: COUNTED.map(([status, words]) => ({
    words,
    count: asked.counts.find((row) => row.status === status)?.count ?? 0,
  })),
  untoldWords: untoldWords(asked.counts),
  checkWords: checkWords(asked.checks),
  wrongWords: wrongWords(asked.checks),
  reminders: page.items.map((row) => ({
    reference: row.reference ?? aboutNoCase(row),
    kindWords: KIND_WORDS[row.kind],
    rungWords: rungWords(row.days_after_due),
    dueOn: row.due_on,
    toWords: toWords(row),
    whyWords: whyWords(row),
    owedAt: row.owed_at,
    // Nothing to try while the person cannot be told: it is owed again by itself.
    retryHref: untoldReason(row.last_error) === null ? reminderPaths.retries(row.id) : null,
  })),
  nextHref: page.nextCursor === null ? undefined : addressOf(asked.status, page.nextCursor),
  firstHref: asked.cursor === '' ? undefined : addressOf(asked.status),
});

function untoldWords(counts: ReminderCountRow[]): string | null {
  const count = counts.find((row) => row.status === 'untold')?.count ?? 0;
  if (count === 0) return null;
  const which =
    count === 1 ? '1 reminder could be told to nobody it was' : `${count} reminders could be told to nobody they were`;
  return `${which} meant for, nor to anybody higher up. Name somebody who stands in, mend an address, or name a chair or a partnership lead.`;
}

function aboutNoCase({ kind }: UndeliveredRow): string {
  if (kind === 'minutes') return 'A meeting';
  return isOfRegister(kind) ? 'A register' : 'Restricted case';
}

export type DeliveriesModel = ReturnType<typeof presentDeliveries>;

const COUNTED: [ReminderCountRow['status'], string][] = [
  ['failed', 'failed'],
  ['untold', 'told to nobody'],
  ['owed', 'waiting to be sent'],
  ['sent', 'sent in the last 24 hours'],
  ['suppressed', 'not needed any more, of the last 24 hours'],
];

function addressOf(status: Undelivered, cursor?: string): string {
  const question = new URLSearchParams({
    ...(status === 'suppressed' ? { view: status } : {}),
    ...(cursor ? { cursor } : {}),
  });
  return question.size === 0 ? reminderPaths.deliveries : `${reminderPaths.deliveries}?${question.toString()}`;
}

function checkWords([last]: KeptCheckRow[]): string {
  if (!last)
    return 'What reminders are made from is compared with the records once a day. It has not been compared yet.';
  const found = last.cases_wrong === 0 ? 'Everything matched' : `${casesWords(last.cases_wrong)} did not match`;
  return `What reminders are made from is compared with the records once a day, last on ${dayInWords(last.day)}. ${found}.`;
}

/** A month is long enough to be seen by whoever can find out why. */
function wrongWords(checks: KeptCheckRow[]): string | null {
  const wrong = checks.find((check) => check.cases_wrong > 0);
  const [last] = checks;
  if (!wrong || !last || daysBetween(wrong.day, last.day) > 31) return null;
  return `On ${dayInWords(wrong.day)} reminders about ${casesWords(wrong.cases_wrong)} were made from something out of date. It was put right. Tell the person who looks after the service: it must not happen.`;
}

const casesWords = (count: number): string => (count === 1 ? '1 case' : `${count} cases`);

/** Who keeps the service running reads what was so when it was made, and not who is away today. */
const NOBODY_KNOWN: AwayNow = new Map();

/** "To Lena Marsh for Omar Bell, who was away then". */
const toWords = (row: UndeliveredRow): string => {
  const other = inPlaceOfWords(row, NOBODY_KNOWN);
  return other === ''
    ? `To ${recipientWords(row)}`
    : `To ${row.recipient} ${isAlsoTheirs(row) ? 'also ' : ''}for ${other}`;
};

function whyWords(row: UndeliveredRow): string {
  if (row.status === 'suppressed')
    return row.status_reason === null ? 'No longer needed' : SUPPRESSED_WORDS[row.status_reason];
  const untold = untoldReason(row.last_error);
  if (untold !== null) return `${UNTOLD_WORDS[untold]}. It is told as soon as somebody can be`;
  const tries = row.attempts === 1 ? 'tried once' : `tried ${row.attempts} times`;
  return `${mailFaultWords(row.last_error)}, ${tries}`;
}
