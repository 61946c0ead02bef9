import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { type IdentifierKind, readIdentifier } from './domain/read-identifier';
import { IndividualIdentifier } from './individual-identifier.entity';
import { visibleIndividual } from './visible-individual';

export interface NewIdentifier {
  individualId: string;
  kind: IdentifierKind;
  /** As it was written, in any usual layout. */
  value: string;
  /** Who gave it, in words. */
  source: string;
  isVerified?: boolean;
  /** Why to keep a number of the right shape that fails its own check; without it such a number is refused. */
  unverifiedBecause?: string | null;
}

/** Adds a number somebody else knows the individual by, in the one form its kind is stored in. */
@Injectable()
export class AddIdentifier {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, identifier: NewIdentifier, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, identifier), submission);
  }

  /** @throws Invalid for a number its issuer would not have issued, unless it is kept on purpose, and for one that is there */
  async within(tx: Transaction, identifier: NewIdentifier): Promise<{ id: string }> {
    // Locked: that a number stands once a person is a rule over rows.
    const individual = await visibleIndividual(tx, identifier.individualId, true);
    this.rules.ensureMay(tx.actor, 'change', 'Individual', individual);
    const { individualId, kind, source } = identifier;
    const kept = storedForm(tx, identifier);
    await refuseSecond(tx, identifier, kept.value);
    const id = newId();
    await tx.insert(IndividualIdentifier, {
      ...kept,
      id,
      individualId,
      kind,
      source,
      recordedBy: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      recordedAt: tx.now,
    });
    await tx.audit({
      act: kept.unverifiedBecause === null ? 'individual.identifier_added' : 'individual.unverified_identifier_kept',
      subjectType: 'individual_identifier',
      subjectId: id,
      individualId,
      fields: [kind],
    });
    return { id };
  }
}

interface Kept {
  value: string;
  isVerified: boolean;
  unverifiedBecause: string | null;
}

function storedForm(tx: Transaction, { kind, value, isVerified, unverifiedBecause }: NewIdentifier): Kept {
  const reading = readIdentifier(kind, value, tx.today);
  if (reading.status === 'valid') {
    return { value: reading.value, isVerified: isVerified ?? false, unverifiedBecause: null };
  }
  if (reading.status === 'refused') throw new Invalid([{ field: 'value', message: reading.message }]);
  const because = unverifiedBecause?.trim() ?? '';
  if (because !== '') return { value: reading.value, isVerified: false, unverifiedBecause: because };
  throw new Invalid([{ field: 'value', message: reading.message }]);
}

async function refuseSecond(tx: Transaction, { individualId, kind }: NewIdentifier, value: string): Promise<void> {
  const found = await tx.query(
    `SELECT 1 FROM individual_identifiers
      WHERE individual_id = $1 AND kind = $2 AND value = $3 AND withdrawn_at IS NULL`,
    [individualId, kind, value],
  );
  if (found.length > 0) {
    throw new Invalid([{ field: 'value', message: 'This number is on the record already' }]);
  }
}
