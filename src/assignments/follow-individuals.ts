import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IndividualAdded } from '../individuals';
import { hasRole } from '../platform/access';
import { DomainEvents } from '../platform/database';
import { Assign } from './assign';

/** A practitioner or manager who adds a person is on the case from that moment: a record is never left to nobody. */
@Injectable()
export class FollowIndividuals implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly assign: Assign,
  ) {}

  onModuleInit(): void {
    this.events.on(IndividualAdded, async (tx, { individualId }) => {
      if (!hasRole(tx.actor, 'practitioner', 'manager')) return;
      await this.assign.within(tx, { individualId, kind: 'practitioner', userId: tx.actor.userId });
    });
  }
}
