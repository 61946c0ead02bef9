import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { Transactions } from '../platform/database';
import { newId } from '../shared/ids';

export const REFRESH_ASKED = 'figures.refresh_asked';

/** Asks the worker for fresh figures: pages never count. */
@Injectable()
export class AskForRefresh {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor): Promise<void> {
    return this.transactions.act(actor, async (tx) => {
      this.rules.ensureMay(tx.actor, 'read', 'Figure', {});
      const id = newId();
      await tx.audit({ act: 'figures.refresh_asked', subjectType: 'figures', subjectId: id });
      await tx.announce(REFRESH_ASKED, id);
    });
  }
}
