import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { newId } from '../shared/ids';
import { type AddressKind, IndividualAddress } from './individual-address.entity';
import { visibleIndividual } from './visible-individual';

export interface NewAddress {
  individualId: string;
  lines: string;
  postcode: string | null;
  kind: AddressKind;
  fromOn?: Day | null;
}

/** Adds an address; earlier ones stay. */
@Injectable()
export class RecordAddress {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, address: NewAddress, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, address), submission);
  }

  async within(tx: Transaction, address: NewAddress): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'change', 'Individual', await visibleIndividual(tx, address.individualId));
    const id = newId();
    await tx.insert(IndividualAddress, { ...address, id, recordedAt: tx.now });
    await tx.audit({
      act: 'individual.address_recorded',
      subjectType: 'individual_address',
      subjectId: id,
      individualId: address.individualId,
      fields: ['lines', 'postcode', 'kind'],
    });
    return { id };
  }
}
