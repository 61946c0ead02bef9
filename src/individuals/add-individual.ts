import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { searchName } from './domain/search-name';
import { IndividualAdded } from './individual.events';
import { type Ethnicity, Individual, type Sex } from './individual.entity';

export interface NewIndividual {
  givenName: string;
  familyName: string;
  preferredName?: string | null;
  aliases?: string[];
  dateOfBirth?: Day | null;
  sex?: Sex;
  ethnicity?: Ethnicity;
  communicationNeeds?: string | null;
}

export class BornInTheFuture extends Invalid {
  constructor() {
    super([{ field: 'dateOfBirth', message: 'Date of birth must be in the past' }]);
  }
}

/** Brings a person's record into being. Only its maker sees it until somebody is assigned or a panel takes it on. */
@Injectable()
export class AddIndividual {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, person: NewIndividual, submission?: Submission): Promise<{ id: string; reference: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, person), submission);
  }

  async within(tx: Transaction, person: NewIndividual): Promise<{ id: string; reference: string }> {
    this.rules.ensureMay(tx.actor, 'add', 'Individual', {});
    if (person.dateOfBirth && person.dateOfBirth > tx.today) throw new BornInTheFuture();
    const id = newId();
    const reference = await nextReference(tx);
    await tx.insert(Individual, {
      ...person,
      id,
      reference,
      searchName: searchName(person.givenName, person.familyName, person.preferredName, ...(person.aliases ?? [])),
      createdBy: tx.actor.userId,
      createdAt: tx.now,
    });
    await tx.audit({
      act: 'individual.added',
      subjectType: 'individual',
      subjectId: id,
      individualId: id,
      fields: Object.keys(person),
    });
    await tx.publish(new IndividualAdded(id));
    return { id, reference };
  }
}

/** `TC-2026-0042`: what people say to each other instead of a name. */
async function nextReference(tx: Transaction): Promise<string> {
  const [row] = await tx.query<{ number: number }>(`SELECT nextval('individual_reference_number') AS number`);
  return `TC-${tx.today.slice(0, 4)}-${String(row?.number ?? 0).padStart(4, '0')}`;
}
