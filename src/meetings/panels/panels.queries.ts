import type { AgencyKind } from '../../agencies';
import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { ReviewDecision } from '../../reviews';
import type { AgendaRule } from '../domain/agenda';
import type { PanelLevel } from '../domain/panel-rules';

export interface PanelRow {
  id: string;
  name: string;
  abbreviation: string;
  version: number;
  level: PanelLevel;
  escalates_to: string | null;
  escalates_to_name: string | null;
  youngest_age: number;
  oldest_age: number;
  meets_every_days: number;
  quorum_kinds: AgencyKind[];
  agenda_reasons: AgendaRule[];
  decisions: ReviewDecision[];
  actions_within_hours: number;
  minutes_within_working_days: number;
  returns_days_before: number;
  meeting_minutes: number;
  confidentiality_statement: string | null;
}

/** The panels the actor sits on, or the one of them that is asked for. */
export const panelsOf = (actor: Actor, panelId: string | null = null): Statement => ({
  name: 'panels-of-actor',
  text: `
    SELECT p.id, p.name, p.abbreviation, p.version, p.level, p.escalates_to, up.name AS escalates_to_name, p.youngest_age,
           p.oldest_age, p.meets_every_days, p.quorum_kinds, p.agenda_reasons, p.decisions, p.actions_within_hours,
           p.minutes_within_working_days, p.returns_days_before, p.meeting_minutes, p.confidentiality_statement
      FROM panels p LEFT JOIN panels up ON up.id = p.escalates_to
     WHERE p.id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR p.id = $2) ORDER BY p.name, p.id`,
  values: [actor.accessKeys, panelId],
});

export interface SeatRow {
  id: string;
  panel_id: string;
  user_id: string;
  name: string;
  job_title: string | null;
  is_chair: boolean;
  is_deputy: boolean;
  agency_id: string;
  agency: string;
  agency_kind: AgencyKind;
}

/** Who sits on the actor's panels now, by agency, deputies after those they sit for. */
export const seatsOf = (actor: Actor, panelId: string): Statement => ({
  name: 'seats-of-panel',
  text: `
    SELECT m.id, m.panel_id, u.id AS user_id, u.display_name AS name, u.job_title, 'panel_chair' = ANY (u.roles) AS is_chair,
           m.is_deputy, a.id AS agency_id, a.name AS agency, a.kind AS agency_kind
      FROM panel_members m JOIN users u ON u.id = m.user_id AND u.status = 'active' JOIN agencies a ON a.id = u.agency_id
     WHERE m.panel_id = $2 AND m.panel_id = ANY ($1::uuid[]) AND m.ended_at IS NULL
       AND u.roles && ARRAY['panel_member','panel_chair']
     ORDER BY a.name, m.is_deputy, u.display_name, u.id`,
  values: [actor.accessKeys, panelId],
});

export interface ExpectedAgencyRow {
  agency_id: string;
  agency: string;
  agency_kind: AgencyKind;
  /** Null: the panel does not expect this agency. */
  expected_id: string | null;
}

/** Every agency, and whether the panel expects it at its table. */
export const agenciesOfPanel = (actor: Actor, panelId: string): Statement => ({
  name: 'agencies-of-panel',
  text: `
    SELECT a.id AS agency_id, a.name AS agency, a.kind AS agency_kind, e.id AS expected_id
      FROM agencies a LEFT JOIN panel_agencies e
        ON e.agency_id = a.id AND e.panel_id = $2 AND e.panel_id = ANY ($1::uuid[]) AND e.ended_at IS NULL
     WHERE a.kind <> 'partnership' AND (a.is_active OR e.id IS NOT NULL) ORDER BY a.name, a.id`,
  values: [actor.accessKeys, panelId],
});

export interface PanelChoiceRow {
  id: string;
  name: string;
  level: PanelLevel;
}

/** Every panel by name: where a case may be taken up to. A panel's name is no case content. */
export const allPanels = (): Statement => ({
  name: 'all-panels',
  text: `SELECT p.id, p.name, p.level FROM panels p WHERE p.is_active ORDER BY p.name, p.id`,
  values: [],
});

export interface SeatCandidateRow {
  id: string;
  name: string;
  agency: string;
}

/** People whose role lets them sit on a panel and who have no seat on this one. */
export const seatCandidates = (actor: Actor, panelId: string): Statement => ({
  name: 'seat-candidates',
  text: `
    SELECT u.id, u.display_name AS name, a.name AS agency FROM users u JOIN agencies a ON a.id = u.agency_id
     WHERE u.status = 'active' AND u.roles && ARRAY['panel_member','panel_chair'] AND $2::uuid = ANY ($1::uuid[])
       AND NOT EXISTS (SELECT 1 FROM panel_members m WHERE m.panel_id = $2 AND m.user_id = u.id AND m.ended_at IS NULL)
     ORDER BY a.name, u.display_name, u.id`,
  values: [actor.accessKeys, panelId],
});
