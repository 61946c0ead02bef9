import type { Actor } from '../../platform/access';
import type { Statement, Transaction } from '../../platform/database';
import type { TransferKind, TransferOutcome } from './transfer-words';

export interface TransferRow {
  id: string;
  kind: TransferKind;
  other_authority: string | null;
  new_lead: string | null;
  new_lead_agency: string | null;
  why: string;
  asked_by_id: string;
  asked_by: string;
  asked_at: Date;
  outcome: TransferOutcome | null;
  decided_at: Date | null;
  version: number;
}

/** The transfers of a case within the actor's sight, the one that waits first, then the newest. */
export const transfersOf = (actor: Actor, individualId: string): Statement => ({
  name: 'transfers-of-case',
  text: `
    SELECT x.id, x.kind, x.other_authority, l.display_name AS new_lead, g.name AS new_lead_agency, x.why, x.asked_by AS asked_by_id,
           u.display_name AS asked_by, x.asked_at, x.outcome, x.decided_at, x.version
      FROM case_transfers x JOIN individuals i ON i.id = x.individual_id AND i.access_keys && $1::uuid[]
      JOIN users u ON u.id = x.asked_by LEFT JOIN users l ON l.id = x.new_lead_id LEFT JOIN agencies g ON g.id = l.agency_id
     WHERE x.individual_id = $2 ORDER BY (x.outcome IS NULL) DESC, x.asked_at DESC, x.id DESC LIMIT 20`,
  values: [actor.accessKeys, individualId],
});

/** The transfer that waits for the panel, as a decision needs to know it. */
export interface WaitingTransfer {
  id: string;
  kind: TransferKind;
  otherAuthority: string | null;
  newLeadId: string | null;
  version: number;
}

/** Of two records that became one, both may wait: the older first. */
export async function waitingTransfer(tx: Transaction, individualId: string): Promise<WaitingTransfer | null> {
  const [row] = await tx.query<WaitingTransfer>(
    `SELECT x.id, x.kind, x.other_authority AS "otherAuthority", x.new_lead_id AS "newLeadId", x.version
       FROM case_transfers x JOIN individuals i ON i.id = x.individual_id AND i.access_keys && $2::uuid[]
      WHERE x.individual_id = $1 AND x.outcome IS NULL ORDER BY x.asked_at, x.id LIMIT 1`,
    [individualId, tx.actor.accessKeys],
  );
  return row ?? null;
}
