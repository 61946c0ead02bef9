import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Audience } from './domain/ladder';

export interface LadderRow {
  rung: string;
  days_after_due: number;
  audience: Audience;
  is_immediate: boolean;
  covers_actions: boolean;
  version: number;
}

export const ladderRungs = (): Statement => ({
  name: 'ladder-rungs',
  text: `SELECT rung, days_after_due, audience, is_immediate, covers_actions, version FROM reminder_rungs WHERE removed_at IS NULL
          ORDER BY days_after_due, array_position(ARRAY['responsible','agency_managers','panel_chairs','partnership_leads'], audience)`,
});

export interface PanelPersonRow {
  id: string;
  name: string;
  is_lead: boolean;
}

/** Those who may be the partnership lead: people who sit on a panel. */
export const panelPeople = (): Statement => ({
  name: 'panel-people',
  text: `SELECT DISTINCT u.display_name AS name, u.id, l.id IS NOT NULL AS is_lead
           FROM users u JOIN panel_members p ON p.user_id = u.id AND p.ended_at IS NULL
           LEFT JOIN partnership_leads l ON l.user_id = u.id AND l.ended_at IS NULL
          WHERE u.status = 'active' AND u.roles && ARRAY['panel_member','panel_chair'] ORDER BY 1, 2`,
});

export interface BounceRow {
  user_id: string;
  name: string;
  email: string;
  answer: string;
  bounced_at: Date;
}

/** Addresses that take no mail: everybody's for an administrator, otherwise at most one's own. */
export const bouncingAddresses = (): Statement => ({
  name: 'bouncing-addresses',
  text: `SELECT b.user_id, u.display_name AS name, b.email, b.answer, b.bounced_at FROM address_bounces b JOIN users u ON u.id = b.user_id
          WHERE b.cleared_at IS NULL AND lower(b.email) = lower(u.email) ORDER BY b.bounced_at DESC`,
});

export interface PreferencesRow {
  also_immediate: boolean;
  days: number[];
  version: number;
}

export const ownPreferences = (actor: Actor): Statement => ({
  name: 'own-reminder-preferences',
  text: 'SELECT also_immediate, days, version FROM reminder_preferences WHERE user_id = $1',
  values: [actor.userId],
});
