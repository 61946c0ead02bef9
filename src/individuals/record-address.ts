import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { readPostcode, readUprn } from './domain/places';
import { endEarlier, refuseDayToCome } from './end-earlier';
import { type AddressKind, IndividualAddress } from './individual-address.entity';
import { visibleIndividual } from './visible-individual';

export interface NewAddress {
  individualId: string;
  lines: string;
  /** In any usual layout. */
  postcode: string | null;
  kind: AddressKind;
  fromOn?: Day | null;
  /** Unique property reference number, in any layout. */
  uprn?: string | null;
  /** For placements: the authority that placed them, and the one whose area it is. */
  placedBy?: string | null;
  placedIn?: string | null;
  /** Who said so. */
  source?: string | null;
  /** They live nowhere else from that day: earlier addresses end. */
  endsEarlier?: boolean;
}

/** Adds an address; earlier ones stay, ended where this one takes their place. */
@Injectable()
export class RecordAddress {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, address: NewAddress, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, address), submission);
  }

  /** @throws Invalid for what is no postcode or property reference, and for a first day to come */
  async within(tx: Transaction, address: NewAddress): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'change', 'Individual', await visibleIndividual(tx, address.individualId, true));
    const { endsEarlier = false, ...kept } = address;
    const places = readPlaces(address);
    refuseDayToCome(tx, address.fromOn);
    if (endsEarlier) {
      const { individualId } = address;
      await endEarlier(tx, 'individual_addresses', { individualId, untilOn: address.fromOn ?? tx.today });
    }
    const id = newId();
    await tx.insert(IndividualAddress, {
      ...kept,
      ...places,
      id,
      recordedBy: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      recordedAt: tx.now,
    });
    await tx.audit({
      act: 'individual.address_recorded',
      subjectType: 'individual_address',
      subjectId: id,
      individualId: address.individualId,
      fields: ['lines', 'postcode', 'kind', ...(endsEarlier ? ['earlier_addresses_ended'] : [])],
    });
    return { id };
  }
}

function readPlaces({ kind, postcode, uprn, placedIn }: NewAddress): { postcode: string | null; uprn: string | null } {
  const read = { postcode: readOr(postcode, readPostcode), uprn: readOr(uprn, readUprn) };
  const problems = [
    ...(read.postcode === undefined ? [{ field: 'postcode', message: 'Enter a postcode like SL1 1AA' }] : []),
    ...(read.uprn === undefined ? [{ field: 'uprn', message: 'A UPRN has up to 12 digits' }] : []),
    // Out of area without saying where, nobody could tell the host authority. An import knows no more than its sheet.
    ...(kind === 'placed_out_of_area' && placedIn !== undefined && (placedIn ?? '').trim() === ''
      ? [{ field: 'placedIn', message: 'Enter the authority whose area they are placed in' }]
      : []),
  ];
  if (problems.length > 0) throw new Invalid(problems);
  return { postcode: read.postcode ?? null, uprn: read.uprn ?? null };
}

/** Null for nothing written, undefined for what cannot be read. */
const readOr = (
  text: string | null | undefined,
  read: (text: string) => string | undefined,
): string | null | undefined => (text == null || text.trim() === '' ? null : read(text));
