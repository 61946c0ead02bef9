import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { NotFound } from '../../shared/errors';
import type { FactKind } from '../end-fact';
import { CaseRelationships } from '../relationships/case-relationships';
import { shownRelationship } from '../relationships/present-relationships';
import { CaseIdentity } from './case-identity';
import { addressSaid, educationSaid, identifierSaid, type ShownFact, shownFact, statusSaid } from './present-facts';

/** One fact of a case in words, for the page that ends it. */
@Injectable()
export class ShownFacts {
  constructor(
    private readonly identity: CaseIdentity,
    private readonly relationships: CaseRelationships,
  ) {}

  /** @throws NotFound for one that is not there, not of this case or kept from the actor */
  async one(actor: Actor, id: string, kind: FactKind, factId: string): Promise<{ fact: ShownFact; version: number }> {
    const found = (await this.all(actor, id, kind)).find(({ fact }) => fact.id === factId);
    if (!found) throw new NotFound();
    return found;
  }

  private async all(actor: Actor, id: string, kind: FactKind): Promise<{ fact: ShownFact; version: number }[]> {
    if (kind === 'relationship') {
      const rows = await this.relationships.of(actor, id);
      return rows.map((row) => ({ fact: shownRelationship(id, row, true), version: row.version }));
    }
    const { identifiers, addresses, education, statuses } = await this.identity.of(actor, id);
    const facts = {
      identifier: () => identifiers.map((row) => shown(row, shownFact(id, kind, row, identifierSaid(row), true))),
      address: () => addresses.map((row) => shown(row, shownFact(id, kind, row, addressSaid(row), true))),
      education: () => education.map((row) => shown(row, shownFact(id, kind, row, educationSaid(row), true))),
      status: () => statuses.map((row) => shown(row, shownFact(id, kind, row, statusSaid(row), true))),
    };
    return facts[kind]();
  }
}

const shown = ({ version }: { version: number }, fact: ShownFact) => ({ fact, version });
