/** The rungs of the ladder, nearest first. The table reminder_rungs says after how many days each is reached and who hears. */
export const RUNGS = [
  'due_in_14_days',
  'due_in_7_days',
  'due_today',
  'overdue',
  'overdue_manager',
  'overdue_7_days_manager',
  'overdue_7_days_panel',
  'overdue_14_days_panel',
] as const;
export type Rung = (typeof RUNGS)[number];

/** The recipient's part, and so the reason they are told. */
export const PARTS = ['plan_owner', 'lead_professional', 'agency_manager', 'panel_chair'] as const;
export type Part = (typeof PARTS)[number];

export const REMINDER_STATUSES = ['owed', 'sent', 'failed', 'suppressed'] as const;
export type ReminderStatus = (typeof REMINDER_STATUSES)[number];

export const SUPPRESSED_REASONS = [
  'review_recorded',
  'exempt',
  'cancelled',
  'date_changed',
  'newer_rung',
  'no_longer_responsible',
  'may_not_see',
  'recipient_disabled',
] as const;
export type SuppressedReason = (typeof SUPPRESSED_REASONS)[number];

export const RUNG_WORDS: Record<Rung, string> = {
  due_in_14_days: 'Due within 14 days',
  due_in_7_days: 'Due within 7 days',
  due_today: 'Due today',
  overdue: 'Overdue',
  overdue_manager: 'Overdue: managers told',
  overdue_7_days_manager: 'Overdue by 7 days or more: managers told',
  overdue_7_days_panel: 'Overdue by 7 days or more: panel chair told',
  overdue_14_days_panel: 'Overdue by 14 days or more: panel chair told',
};

export const PART_WORDS: Record<Part, string> = {
  plan_owner: 'you own the plan',
  lead_professional: 'you are the lead professional',
  agency_manager: 'you manage the agency that owns or leads the plan',
  panel_chair: 'you chair the panel',
};

export const SUPPRESSED_WORDS: Record<SuppressedReason, string> = {
  review_recorded: 'the review was recorded',
  exempt: 'the review was exempted',
  cancelled: 'the plan was closed',
  date_changed: 'the date was changed',
  newer_rung: 'a later reminder took its place',
  no_longer_responsible: 'somebody else is responsible now',
  may_not_see: 'the case is not open to you now',
  recipient_disabled: 'the account was disabled',
};

const FIRST_AUDIENCE: Record<Rung, Part[]> = {
  due_in_14_days: ['plan_owner', 'lead_professional'],
  due_in_7_days: ['plan_owner', 'lead_professional'],
  due_today: ['plan_owner', 'lead_professional'],
  overdue: ['plan_owner', 'lead_professional'],
  overdue_manager: ['agency_manager'],
  overdue_7_days_manager: ['agency_manager'],
  overdue_7_days_panel: ['panel_chair'],
  overdue_14_days_panel: ['panel_chair'],
};

/** True when the rung was meant for somebody nearer to the case, none of whom could be told. */
export const standsIn = (rung: Rung, part: Part): boolean => !FIRST_AUDIENCE[rung].includes(part);
