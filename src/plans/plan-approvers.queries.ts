import { managesCaseSql } from '../individuals';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';

export interface ApproverRow {
  name: string;
  agencyName: string;
}

/** Managers who may approve a plan of this case that `senderId` sent: of an involved agency, or named on a restricted record. */
export const planApprovers = (actor: Actor, individualId: string, senderId: string): Statement => ({
  name: 'plan-approvers',
  text: `
    SELECT u.display_name AS name, g.name AS "agencyName"
      FROM individuals i JOIN users u ON ${managesCaseSql('u', 'i')} AND u.id <> $3
      JOIN agencies g ON g.id = u.agency_id
     WHERE i.id = $1 AND i.access_keys && $2::uuid[]
     ORDER BY u.display_name, u.id`,
  values: [individualId, actor.accessKeys, senderId],
});
