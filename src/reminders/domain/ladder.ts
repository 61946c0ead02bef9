/** Who hears at a rung, nearest first. The table reminder_rungs says after how many days, and is edited by administrators. */
export const AUDIENCES = ['responsible', 'agency_managers', 'panel_chairs', 'partnership_leads'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What is owed: see obligations() in the database. */
export const OBLIGATION_KINDS = [
  'review',
  'action',
  'no_plan',
  'no_schedule',
  'no_plan_owner',
  'no_lead_professional',
  'screening',
  'validation',
  'chase',
  'minutes',
  'strategy_activity',
  'strategy_review',
  'risk_review',
  'learning_action',
  'judgement',
  'relationship_review',
  'cohort_decision',
] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];

/** The recipient's part, and so the reason they are told. */
export const PARTS = [
  'plan_owner',
  'lead_professional',
  'action_owner',
  'chaser',
  'agency_manager',
  'panel_chair',
  'partnership_lead',
  'register_owner',
  'recorder',
  // Nobody is named: the service itself stands for them, and is never sent anything.
  'nobody',
] as const;
export type Part = (typeof PARTS)[number];

export const REMINDER_STATUSES = ['owed', 'sent', 'failed', 'suppressed'] as const;
export type ReminderStatus = (typeof REMINDER_STATUSES)[number];

export const SUPPRESSED_REASONS = [
  'review_recorded',
  'exempt',
  'cancelled',
  'done',
  'date_changed',
  'newer_rung',
  'no_longer_responsible',
  'may_not_see',
  'recipient_disabled',
  'recipient_away',
  'recipient_unreachable',
] as const;
export type SuppressedReason = (typeof SUPPRESSED_REASONS)[number];

/** Why somebody else is told than the person it was meant for. */
export const REDIRECT_REASONS = ['away', 'disabled', 'no_address', 'bouncing'] as const;
export type RedirectReason = (typeof REDIRECT_REASONS)[number];

const PARTS_OF: Record<Audience, readonly Part[]> = {
  responsible: ['plan_owner', 'lead_professional', 'action_owner', 'chaser', 'register_owner', 'recorder'],
  agency_managers: ['agency_manager'],
  panel_chairs: ['panel_chair'],
  partnership_leads: ['partnership_lead'],
};

/** Whose own it is to do, where that is neither a worker of the case nor an owner. */
const OWN_OF: Partial<Record<ObligationKind, Part>> = {
  minutes: 'panel_chair',
  strategy_review: 'panel_chair',
  judgement: 'agency_manager',
  cohort_decision: 'panel_chair',
};

/**
 * Where those stand, seen from whoever is told, for whom the rung was meant and who could not be told: nearer to the case, or
 * higher up when nobody at all up there could. Null when it was meant for them.
 */
export function standsInFor(kind: ObligationKind, audience: Audience, part: Part): 'nearer' | 'higher' | null {
  if (part === 'nobody' || PARTS_OF[audience].includes(part)) return null;
  if (audience === 'responsible' && OWN_OF[kind] === part) return null;
  const own = AUDIENCES.findIndex((one) => PARTS_OF[one].includes(part));
  return own < AUDIENCES.indexOf(audience) ? 'higher' : 'nearer';
}

/** Why a rung was told to nobody: why the person it was meant for cannot be told, or that nobody is named. */
export const UNTOLD_REASONS = [...REDIRECT_REASONS, 'nobody'] as const;
export type UntoldReason = (typeof UNTOLD_REASONS)[number];

/** See `reminders_reached()`. */
export const untoldReason = (lastError: string | null): UntoldReason | null =>
  UNTOLD_REASONS.find((reason) => lastError === `untold_${reason}`) ?? null;

/** Somebody in whose place a reminder is, and why they cannot be told. */
export interface InPlaceOf {
  /** Not known where deliveries are listed. */
  id?: string;
  name: string;
  reason: RedirectReason;
  until: string | null;
}

/** Due in a register of the partnership: about no case and no meeting. */
export const REGISTER_KINDS = ['strategy_activity', 'strategy_review', 'risk_review', 'learning_action'] as const;
export type RegisterKind = (typeof REGISTER_KINDS)[number];
export const isOfRegister = (kind: ObligationKind): kind is RegisterKind => REGISTER_KINDS.some((one) => one === kind);
