import { casePaths, fullName } from '../../individuals';
import type { CursorPage } from '../../platform/http';
import { govDateTime } from '../../web/format-date';
import { PART_WORDS, RUNG_WORDS, standsIn, SUPPRESSED_WORDS } from '../domain/ladder';
import { reminderPaths } from '../paths';
import type { MyReminderRow } from '../reminders.queries';

interface Asked {
  cursor: string;
  isMailSetUp: boolean;
}

/** One person's reminders in words: what it is about, why it exists, and what became of it. */
export const presentReminders = (page: CursorPage<MyReminderRow>, { cursor, isMailSetUp }: Asked) => ({
  isMailSetUp,
  reminders: page.items.map((row) => ({
    href: casePaths.reviews(row.individual_id),
    name: fullName(row),
    reference: row.reference,
    rungWords: RUNG_WORDS[row.rung],
    whyWords: whyWords(row),
    rule: row.rule,
    dueOn: row.due_on,
    isOpen: row.schedule_status === 'active',
    owedAt: row.owed_at,
    deliveryWords: deliveryWords(row, isMailSetUp),
    deliveryClasses: DELIVERY_CLASSES[row.status],
  })),
  nextHref:
    page.nextCursor === null
      ? undefined
      : `${reminderPaths.list}?${new URLSearchParams({ cursor: page.nextCursor }).toString()}`,
  firstHref: cursor === '' ? undefined : reminderPaths.list,
});

const DELIVERY_CLASSES: Record<MyReminderRow['status'], string> = {
  owed: 'govuk-tag--yellow',
  sent: 'govuk-tag--green',
  failed: 'govuk-tag--red',
  suppressed: 'govuk-tag--grey',
};

function whyWords(row: MyReminderRow): string {
  const higher = standsIn(row.rung, row.told_as) ? ', and nobody nearer to the case can be told' : '';
  return `You are told because ${PART_WORDS[row.told_as]}${higher}.`;
}

function deliveryWords(row: MyReminderRow, isMailSetUp: boolean): string {
  switch (row.status) {
    case 'sent':
      return `E-mailed ${govDateTime(row.sent_at)}`;
    case 'failed':
      return `The e-mail could not be delivered: tried ${times(row.attempts)}`;
    case 'suppressed':
      return `Not e-mailed: ${row.status_reason === null ? 'no longer needed' : SUPPRESSED_WORDS[row.status_reason]}`;
    case 'owed':
      if (!isMailSetUp) return 'Shown here only: e-mail is not set up';
      return row.attempts === 0 ? 'Waiting to be e-mailed' : `Not delivered yet: tried ${times(row.attempts)}`;
  }
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

export type RemindersModel = ReturnType<typeof presentReminders>;
