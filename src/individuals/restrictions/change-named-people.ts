import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Individual } from '../individual.entity';
import { tell } from '../notices/tell';
import { isStillVisible, visibleIndividual } from '../visible-individual';
import { nameablePeople } from './nameable-people';
import { NotRestricted } from './restriction.errors';

export interface NamedPeople {
  individualId: string;
  version: number;
  namedPeople: string[];
}

/** Changes who sees a restricted record. Whoever is no longer named loses sight at once; whoever is new is told. */
@Injectable()
export class ChangeNamedPeople {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(
    actor: Actor,
    input: NamedPeople,
    submission?: Submission,
  ): Promise<{ version: number; isStillVisible: boolean }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(
    tx: Transaction,
    { individualId, version, namedPeople }: NamedPeople,
  ): Promise<{ version: number; isStillVisible: boolean }> {
    const individual = await visibleIndividual(tx, individualId, true);
    this.rules.ensureMay(tx.actor, 'restrict', 'Individual', individual);
    if (!individual.isRestricted) throw new NotRestricted();
    const restrictedTo = await nameablePeople(tx, namedPeople);
    // The keys of a restricted record are its named people.
    const added = restrictedTo.filter((id) => !individual.accessKeys.includes(id));
    await tell(tx, { kind: 'named', individualId, recipients: added });
    await tx.change(Individual, { id: individualId, version }, { restrictedTo });
    await tx.audit({
      act: 'individual.named_people_changed',
      subjectType: 'individual',
      subjectId: individualId,
      individualId,
      fields: ['restrictedTo'],
    });
    return { version: version + 1, isStillVisible: await isStillVisible(tx, individualId) };
  }
}
