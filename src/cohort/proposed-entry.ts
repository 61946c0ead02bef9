import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { acceptedReferral } from './accepted-referral.queries';
import { type AcceptedReferral, entryOfReferral, type ProposedEntry } from './domain/entry-of-referral';

export interface ReferralsEntry {
  reference: string;
  entry: ProposedEntry;
}

/** What the accepted referral would fill in of an entry, for the form and for the API alike. */
@Injectable()
export class ProposedEntries {
  constructor(private readonly reader: Reader) {}

  /** Undefined where none was accepted, or the actor does not sit on the panel that read it. The caller has audited the reading. */
  async of(actor: Actor, individualId: string): Promise<ReferralsEntry | undefined> {
    const found = await this.reader.one<AcceptedReferral>(actor, undefined, acceptedReferral(actor, individualId));
    return found && { reference: found.reference, entry: entryOfReferral(found) };
  }
}
