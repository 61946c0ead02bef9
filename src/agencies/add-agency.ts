import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { hasRole } from '../platform/access';
import { type Submission, Transactions } from '../platform/database';
import { NotAllowed } from '../shared/errors';
import { newId } from '../shared/ids';
import { Agency, type AgencyKind } from './agency.entity';

@Injectable()
export class AddAgency {
  constructor(private readonly transactions: Transactions) {}

  /** @throws NotAllowed for anyone but an administrator */
  run(actor: Actor, agency: { name: string; kind: AgencyKind }, submission?: Submission): Promise<{ id: string }> {
    if (!hasRole(actor, 'administrator')) throw new NotAllowed();
    return this.transactions.act(
      actor,
      async (tx) => {
        const id = newId();
        await tx.insert(Agency, { ...agency, id, createdAt: tx.now });
        await tx.audit({ act: 'agency.added', subjectType: 'agency', subjectId: id });
        return { id };
      },
      submission,
    );
  }
}
