import { Injectable } from '@nestjs/common';
import { visibleIndividual } from '../individuals';
import { AccessRules } from '../platform/access';
import type { Transaction } from '../platform/database';
import { newId } from '../shared/ids';
import type { AssignmentKind } from './assignment-words';

export interface AssignmentReturn {
  individualId: string;
  kind: AssignmentKind;
  /** The assignment that ends; null where the person it went to had a part of their own before, which stays. */
  endsId: string | null;
  userId: string;
  /** The agency the part was held in, whatever became of the person: its managers see the case and hand it on again. */
  agencyId: string;
}

/**
 * Gives a part back to who had it, also to somebody whose account has ended: undoing makes it as it was, and what is with
 * somebody who is gone is on their manager's list. The time between stays as it happened.
 */
@Injectable()
export class ReturnAssignment {
  constructor(private readonly rules: AccessRules) {}

  async within(tx: Transaction, { individualId, kind, endsId, userId, agencyId }: AssignmentReturn): Promise<string> {
    const individual = await visibleIndividual(tx, individualId, true);
    this.rules.ensureMay(tx.actor, 'assign', 'Assignment', individual);
    const id = newId();
    // One statement, as in Assign: the actor may lose sight of the case between two.
    await tx.query(
      `WITH ended AS (
         UPDATE assignments SET ended_at = $2, end_reason = 'Handover undone', version = version + 1
          WHERE id = $3::uuid AND ended_at IS NULL RETURNING id
       )
       INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
       SELECT $1, $4, $5, $6, $7, $2, $8 FROM (SELECT count(*) FROM ended) AS after_the_end`,
      [id, tx.now, endsId, individualId, kind, userId, agencyId, tx.actor.userId],
    );
    const fields: string[] = [kind];
    await tx.audit({ act: 'assignment.started', subjectType: 'assignment', subjectId: id, individualId, fields });
    if (endsId) await tx.announce('assignment.changed', endsId);
    await tx.announce('assignment.changed', id);
    return id;
  }
}
