import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import {
  type AddressRow,
  addressesOf,
  type EducationRow,
  educationOf,
  type IdentifierRow,
  identifiersOf,
  type IdentityChangeRow,
  identityChangesOf,
  identityOf,
  type IdentityRow,
  type StatusRow,
  statusesOf,
} from './identity.queries';

/** Who somebody is recorded to be, with what is true of them for a time, and how it came to say so. */
export interface IdentityFacts {
  identity: IdentityRow;
  identifiers: IdentifierRow[];
  addresses: AddressRow[];
  education: EducationRow[];
  statuses: StatusRow[];
  changes: IdentityChangeRow[];
}

@Injectable()
export class CaseIdentity {
  constructor(private readonly reader: Reader) {}

  /** The caller has loaded the case header, which wrote the audit row. @throws NotFound */
  async of(actor: Actor, individualId: string): Promise<IdentityFacts> {
    const [[identity], identifiers, addresses, education, statuses, changes] = await this.reader.read<
      [IdentityRow, IdentifierRow, AddressRow, EducationRow, StatusRow, IdentityChangeRow]
    >(
      actor,
      undefined,
      identityOf(actor, individualId),
      identifiersOf(actor, individualId),
      addressesOf(actor, individualId),
      educationOf(actor, individualId),
      statusesOf(actor, individualId),
      identityChangesOf(actor, individualId),
    );
    if (!identity) throw new NotFound();
    return { identity, identifiers, addresses, education, statuses, changes };
  }
}
