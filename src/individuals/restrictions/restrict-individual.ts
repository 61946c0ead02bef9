import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { Individual } from '../individual.entity';
import { tell } from '../notices/tell';
import { isStillVisible, visibleIndividual } from '../visible-individual';
import { nameablePeople } from './nameable-people';
import { Restriction } from './restriction.entity';
import { AlreadyRestricted } from './restriction.errors';

export interface NewRestriction {
  individualId: string;
  version: number;
  reason: string;
  /** Ids of the only people who see the record from now on. */
  namedPeople: string[];
}

/** Closes a record to all but named people. To everybody else, from the next request on, the person is not there. */
@Injectable()
export class RestrictIndividual {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  /** `isStillVisible` is false for somebody who restricted a record and did not name themselves. */
  run(
    actor: Actor,
    input: NewRestriction,
    submission?: Submission,
  ): Promise<{ id: string; version: number; isStillVisible: boolean }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(
    tx: Transaction,
    { individualId, version, reason, namedPeople }: NewRestriction,
  ): Promise<{ id: string; version: number; isStillVisible: boolean }> {
    const individual = await visibleIndividual(tx, individualId, true);
    this.rules.ensureMay(tx.actor, 'restrict', 'Individual', individual);
    if (individual.isRestricted) throw new AlreadyRestricted();
    if (reason.trim() === '')
      throw new Invalid([{ field: 'reason', message: 'Enter why the record must be restricted' }]);
    const restrictedTo = await nameablePeople(tx, namedPeople);
    const id = newId();
    await tx.insert(Restriction, {
      id,
      individualId,
      reason,
      restrictedBy: tx.actor.userId,
      restrictedAt: tx.now,
    });
    // Before the change: whoever does not name themselves sees nothing of it afterwards.
    await tell(tx, { kind: 'restricted', individualId, recipients: restrictedTo });
    await tx.change(Individual, { id: individualId, version }, { isRestricted: true, restrictedTo });
    await tx.audit({
      act: 'individual.restricted',
      subjectType: 'individual',
      subjectId: individualId,
      individualId,
      fields: ['isRestricted', 'restrictedTo'],
      reason,
    });
    return { id, version: version + 1, isStillVisible: await isStillVisible(tx, individualId) };
  }
}
