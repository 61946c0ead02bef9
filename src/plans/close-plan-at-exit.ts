import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LeavingCohort } from '../cohort';
import { DomainEvents, type Transaction } from '../platform/database';
import { ClosePlan } from './close-plan';

/** Whoever leaves the cohort has no plan to be reviewed any more: it is closed in the transaction that ends their period. */
@Injectable()
export class ClosePlanAtExit implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly closePlan: ClosePlan,
  ) {}

  onModuleInit(): void {
    this.events.on(LeavingCohort, (tx, { individualId }) => this.close(tx, individualId));
  }

  private async close(tx: Transaction, individualId: string): Promise<void> {
    const open = await tx.query<{ id: string }>(
      `SELECT id FROM plans WHERE individual_id = $1 AND status <> 'closed'`,
      [individualId],
    );
    for (const { id: planId } of open) await this.closePlan.within(tx, { planId, individualId });
  }
}
