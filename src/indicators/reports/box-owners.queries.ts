import type { Statement } from '../../platform/database';
import { REPORT_WRITERS } from '../figures.policy';
import type { Section } from './report-content';

export interface BoxOwnerRow {
  section: Section;
  user_id: string;
  name: string;
  agency: string;
  /** False: the account is ended or may write no box any more, and somebody else is to be named. */
  may_write: boolean;
}

const WRITERS = `u.status = 'active' AND u.roles && $1::text[]`;

/** Who is to write each box, where somebody is named. */
export const boxOwners = (): Statement => ({
  name: 'report-box-owners',
  text: `SELECT o.section, u.id AS user_id, u.display_name AS name, a.name AS agency, ${WRITERS} AS may_write
           FROM (SELECT DISTINCT ON (b.section) b.section, b.user_id FROM report_box_owners b ORDER BY b.section, b.named_at DESC, b.id DESC) o
           JOIN users u ON u.id = o.user_id JOIN agencies a ON a.id = u.agency_id`,
  values: [REPORT_WRITERS],
});

export interface BoxWriterRow {
  id: string;
  name: string;
  agency: string;
}

/** Who may be named. */
export const boxWriters = (): Statement => ({
  name: 'report-box-writers',
  text: `SELECT u.id, u.display_name AS name, a.name AS agency FROM users u JOIN agencies a ON a.id = u.agency_id
          WHERE ${WRITERS} ORDER BY u.display_name, u.id`,
  values: [REPORT_WRITERS],
});
