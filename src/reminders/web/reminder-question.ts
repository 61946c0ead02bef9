import { OBLIGATION_KINDS } from '../domain/ladder';
import { KIND_WORDS } from '../reminder-words';
import type { ReminderQuestion } from '../reminders.queries';

/** What an address of the inbox asks for: `about` a kind, and `show` what waits or what is over. */
export function reminderQuestion(query: Record<string, unknown>): ReminderQuestion {
  return {
    kind: OBLIGATION_KINDS.find((kind) => kind === query['about']) ?? null,
    isStanding: query['show'] === 'waiting' ? true : query['show'] === 'over' ? false : null,
  };
}

/** The same question in an address, with what else belongs there. */
export function questionIn({ kind, isStanding }: ReminderQuestion, more: Record<string, string> = {}): string {
  const show = isStanding === null ? '' : isStanding ? 'waiting' : 'over';
  const asked = new URLSearchParams({
    ...(kind ? { about: kind } : {}),
    ...(show ? { show } : {}),
    ...more,
  }).toString();
  return asked === '' ? '' : `?${asked}`;
}

/** The two selects above the list. */
export function reminderFilters(path: string, question: ReminderQuestion) {
  const chosen = (items: { value: string; text: string }[], value: string) =>
    items.map((item) => ({ ...item, selected: item.value === value }));
  return {
    action: path,
    isNarrowed: question.kind !== null || question.isStanding !== null,
    about: chosen(
      [{ value: '', text: 'Everything' }, ...OBLIGATION_KINDS.map((kind) => ({ value: kind, text: KIND_WORDS[kind] }))],
      question.kind ?? '',
    ),
    show: chosen(
      [
        { value: '', text: 'All of them' },
        { value: 'waiting', text: 'What still waits' },
        { value: 'over', text: 'What no longer waits' },
      ],
      question.isStanding === null ? '' : question.isStanding ? 'waiting' : 'over',
    ),
  };
}
