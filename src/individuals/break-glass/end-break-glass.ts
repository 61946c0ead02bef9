import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, Transactions } from '../../platform/database';
import { AlreadyEnded } from './break-glass.errors';
import { BreakGlassGrant } from './break-glass-grant.entity';
import { grantWithin } from './break-glass.queries';

/** Ends one's own urgent access before its time. */
@Injectable()
export class EndBreakGlass {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  /** @throws NotFound for another person's, AlreadyEnded when it is over */
  run(actor: Actor, id: string, submission?: Submission): Promise<{ id: string; version: number }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const grant = await grantWithin(tx, id);
        this.rules.ensureMay(tx.actor, 'end', 'BreakGlass', grant);
        if (grant.endedAt !== null || grant.expiresAt <= tx.now) throw new AlreadyEnded();
        await tx.change(BreakGlassGrant, grant, { endedAt: tx.now });
        const { individualId } = grant;
        await tx.audit({ act: 'break_glass.ended', subjectType: 'break_glass', subjectId: id, individualId });
        return { id, version: grant.version + 1 };
      },
      submission,
    );
  }
}
