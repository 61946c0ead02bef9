import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { EntryKind } from '../register-words';

export interface EntryRow {
  id: string;
  kind: EntryKind;
  happened_on: Day;
  text: string;
  kept_at: string | null;
  author: string;
}

const COLUMNS = { activity: 'activity_id', risk: 'risk_id', learning: 'learning_id' } as const;

/** What was added to one line, newest first. */
export const entriesOf = (line: keyof typeof COLUMNS, id: string): Statement => ({
  name: `register-entries-${line}`,
  text: `SELECT e.id, e.kind, e.happened_on, e.text, e.kept_at, u.display_name AS author
           FROM register_entries e JOIN users u ON u.id = e.author_id
          WHERE e.${COLUMNS[line]} = $1 ORDER BY e.happened_on DESC, e.recorded_at DESC LIMIT 500`,
  values: [id],
});

export interface AgencyChoice {
  id: string;
  name: string;
}

export interface OwnerChoice {
  id: string;
  name: string;
  agency: string;
}

export const leadAgencies = (): Statement => ({
  name: 'register-agencies',
  text: `SELECT id, name FROM agencies WHERE is_active AND kind <> 'partnership' ORDER BY name, id`,
});

/** Who can be named as responsible: those who may read the registers and be reminded of them. */
export const possibleOwners = (): Statement => ({
  name: 'register-owners',
  text: `SELECT u.id, u.display_name || coalesce(', ' || u.job_title, '') AS name, a.name AS agency
           FROM users u JOIN agencies a ON a.id = u.agency_id
          WHERE u.status = 'active' AND u.roles && ARRAY['manager','panel_member','panel_chair']
          ORDER BY a.name, u.display_name, u.id`,
});
