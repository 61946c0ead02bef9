import { AUDIENCES } from '../domain/ladder';
import { ladderRefusal } from '../domain/ladder-rules';
import type { LadderRow, PanelPersonRow } from '../ladder.queries';
import { reminderPaths, reminderTabs } from '../paths';
import { AUDIENCE_WORDS, daysWords } from '../reminder-words';
import type { RungChange, RungRemoval } from './ask-about-rung';

interface Asked {
  mayChange: boolean;
  /** Has reminders of their own, and so the tabs that lead to them. */
  isReminded: boolean;
  rungs: LadderRow[];
  people: PanelPersonRow[];
  /** What the form holds. */
  typed: Record<string, unknown>;
}

/** The ladder in words, and for administrators the forms that change it. */
export const presentLadder = ({ mayChange, isReminded, rungs, people, typed }: Asked) => ({
  mayChange,
  tabs: isReminded && !mayChange ? reminderTabs('ladder') : [],
  rungs: rungs.map((row) => ({
    days: daysWords(row.days_after_due),
    audience: AUDIENCE_WORDS[row.audience],
    how: row.is_immediate ? 'At once' : 'In the e-mail of the day',
    about: row.covers_actions ? 'Everything' : 'Everything but actions',
    version: row.version,
    removeHref: reminderPaths.removal(row.rung),
  })),
  /** As they stand, for what is asked before one is changed or removed. */
  all: rungs,
  change: nothingAsked<RungChange>(),
  removal: nothingAsked<RungRemoval>(),
  listHref: reminderPaths.ladder,
  // A ladder from before a rule: nothing changes it but people.
  warning: mayChange ? warningOf(rungs) : null,
  lead: people.find((person) => person.is_lead)?.name ?? 'Nobody is named',
  people: [
    { value: '', text: 'Select a person' },
    ...people.map(({ id, name, is_lead: selected }) => ({ value: id, text: name, selected })),
  ],
  audiences: AUDIENCES.map((value) => ({
    value,
    text: AUDIENCE_WORDS[value],
    checked: typed['audience'] === value,
  })),
  saveHref: reminderPaths.ladder,
  leadHref: reminderPaths.partnershipLead,
  also: [
    { value: 'immediate', text: 'Send it at once, beside the e-mail of the day' },
    { value: 'actions', text: 'Also for actions' },
  ].map((item) => ({ ...item, checked: listOf(typed['also']).includes(item.value) })),
  typed: { days: wordOf(typed['days']), side: wordOf(typed['side']), audience: wordOf(typed['audience']) },
});

function warningOf(rungs: LadderRow[]): string | null {
  const ladder = rungs.map((row) => ({
    daysAfterDue: row.days_after_due,
    audience: row.audience,
    coversActions: row.covers_actions,
  }));
  return ladderRefusal(ladder)?.message ?? null;
}

const nothingAsked = <Question>(): Question | null => null;

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

export type LadderModel = ReturnType<typeof presentLadder>;
