import type { PassableItem } from './passing-on.entity';
import type { NoteBasis } from './note.entity';

export const NOTE_BASIS_WORDS: Record<NoteBasis, string> = {
  fact: 'Fact',
  opinion: 'Opinion',
  allegation: 'Allegation',
  intelligence: 'Intelligence',
};

/** What tells one basis from another, for the person choosing. */
export const NOTE_BASIS_HINTS: Record<NoteBasis, string> = {
  fact: 'You saw it, or it is in a record you can name',
  opinion: 'What you think, from what you know',
  allegation: 'Somebody says so; it is not proved',
  intelligence: 'From a source that is graded and may be protected',
};

export const PASSABLE_ITEM_WORDS: Record<PassableItem, string> = {
  note: 'Note',
  action: 'Action',
  plan_risk: 'Risk in the plan',
  plan_goal: 'Goal in the plan',
  plan_entry: 'Entry in the plan',
};
