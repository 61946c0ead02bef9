import type { HeldKind } from './domain/held';

export type GoneReason = 'account_ended' | 'left_agency' | 'long_absence' | 'no_role';
export type HandoverReason = GoneReason | 'reassignment';
export type HandoverStatus = 'prepared' | 'confirmed' | 'undone';

export const HELD_KIND_WORDS: Record<HeldKind, string> = {
  lead_professional: 'Lead professional',
  plan_owner: 'Plan owner',
  practitioner: 'Practitioner',
  action: 'Action',
  panel_seat: 'Panel seat',
};

/** Why somebody can no longer be left with what they hold. */
export const REASON_WORDS: Record<HandoverReason, string> = {
  account_ended: 'Account ended',
  left_agency: 'Moved to another agency',
  long_absence: 'Away for a long time',
  no_role: 'No longer works cases',
  reassignment: 'Reassignment',
};

export const STATUS_WORDS: Record<HandoverStatus, string> = {
  prepared: 'Not confirmed yet',
  confirmed: 'Confirmed',
  undone: 'Undone',
};
