import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { searchName } from './domain/search-name';
import { MayBeOnRecord } from './duplicates/duplicates.errors';
import { asTransaction, possibleDuplicates } from './duplicates/possible-duplicates';
import { SayNotTheSame } from './duplicates/say-not-the-same';
import { IndividualAdded } from './individual.events';
import { type Ethnicity, Individual, type Sex } from './individual.entity';
import { type FirstFacts, RecordFirstFacts, soughtFacts } from './record-first-facts';

export interface NewIndividual {
  givenName: string;
  familyName: string;
  preferredName?: string | null;
  aliases?: string[];
  dateOfBirth?: Day | null;
  sex?: Sex;
  ethnicity?: Ethnicity;
  communicationNeeds?: string | null;
  /** What else is known about them from the first day. */
  facts?: FirstFacts;
  /** True until whoever adds has looked at those on record who may be the same person. */
  mustLook?: boolean;
  /** Ids of records that they looked at and said are other people. */
  lookedAt?: string[];
}

const SAID_WHEN_ADDED =
  'Whoever added the later record looked at the earlier one, and said that it is of somebody else.';

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
    private readonly sayNotTheSame: SayNotTheSame,
    private readonly firstFacts: RecordFirstFacts,
  ) {}

  run(actor: Actor, person: NewIndividual, submission?: Submission): Promise<{ id: string; reference: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, person), submission);
  }

  /** @throws MayBeOnRecord when they must look first */
  async within(
    tx: Transaction,
    { mustLook = false, lookedAt = [], facts = {}, ...person }: NewIndividual,
  ): Promise<{ id: string; reference: string }> {
    this.rules.ensureMay(tx.actor, 'add', 'Individual', {});
    if (person.dateOfBirth && person.dateOfBirth > tx.today) throw new BornInTheFuture();
    const sought = { ...person, ...soughtFacts(facts, tx.today) };
    const others = mustLook || lookedAt.length > 0 ? await possibleDuplicates(asTransaction(tx), tx.actor, sought) : [];
    // Here and not before the verb, so that a form that is sent twice finds its own record and not one alike.
    if (mustLook && others.some(({ record }) => !lookedAt.includes(record.id))) throw new MayBeOnRecord();
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
    await this.firstFacts.within(tx, id, facts);
    for (const { record } of others.filter((other) => lookedAt.includes(other.record.id))) {
      if (this.rules.may(tx.actor, 'change', 'Individual', { id: record.id, accessKeys: record.access_keys })) {
        await this.sayNotTheSame.within(tx, { oneId: id, otherId: record.id, reason: SAID_WHEN_ADDED });
      }
    }
    return { id, reference };
  }
}

/** `TC-2026-0042`: what people say to each other instead of a name. */
async function nextReference(tx: Transaction): Promise<string> {
  const [row] = await tx.query<{ number: number }>(`SELECT nextval('individual_reference_number') AS number`);
  return `TC-${tx.today.slice(0, 4)}-${String(row?.number ?? 0).padStart(4, '0')}`;
}
