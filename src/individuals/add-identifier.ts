import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { readNhsNumber } from '../shared/nhs-number';
import { readPncId } from '../shared/pnc-id';
import { type IdentifierKind, IndividualIdentifier } from './individual-identifier.entity';
import { visibleIndividual } from './visible-individual';

export interface NewIdentifier {
  individualId: string;
  kind: IdentifierKind;
  value: string;
  /** Who gave it, in words. */
  source: string;
  isVerified?: boolean;
}

const LONGEST_REFERENCE = 100;

/** Adds an NHS number, a PNC number or another agency's reference. NHS and PNC numbers are kept in one stored form. */
@Injectable()
export class AddIdentifier {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, identifier: NewIdentifier, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, identifier), submission);
  }

  /** @throws Invalid for a number that its issuer would not have issued */
  async within(tx: Transaction, identifier: NewIdentifier): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'change', 'Individual', await visibleIndividual(tx, identifier.individualId));
    const id = newId();
    await tx.insert(IndividualIdentifier, {
      ...identifier,
      id,
      value: storedForm(identifier, tx.today),
      recordedAt: tx.now,
    });
    await tx.audit({
      act: 'individual.identifier_added',
      subjectType: 'individual_identifier',
      subjectId: id,
      individualId: identifier.individualId,
      fields: [identifier.kind],
    });
    return { id };
  }
}

function storedForm({ kind, value }: NewIdentifier, today: Day): string {
  if (kind === 'nhs') {
    const reading = readNhsNumber(value);
    if (reading.status === 'valid') return reading.nhsNumber;
    throw new Invalid([{ field: 'value', message: 'Enter an NHS number of 10 digits that the NHS would issue' }]);
  }
  if (kind === 'pnc') {
    const reading = readPncId(value, today);
    if (reading.status === 'valid') return reading.pncId;
    throw new Invalid([{ field: 'value', message: 'Enter a PNC number like 2020/0454711E' }]);
  }
  const reference = value.trim();
  if (reference !== '' && reference.length <= LONGEST_REFERENCE) return reference;
  throw new Invalid([{ field: 'value', message: 'Enter a reference of 1 to 100 characters' }]);
}
