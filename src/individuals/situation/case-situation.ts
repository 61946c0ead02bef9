import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader, type Statement } from '../../platform/database';
import type { AddressRow } from '../identity/identity.queries';
import { addressesOf } from '../identity/identity.queries';
import {
  type BetweenRow,
  type InverseRelationshipRow,
  inverseRelationshipsOf,
  type RelationshipRow,
  relationshipsBetween,
  relationshipsOf,
} from '../relationships/relationships.queries';
import { readableItem, visibilitiesFor } from '../visibility/visibility';
import { type ChampionClaimRow, championClaimsOf, type FamilyMemberRow, familyOf } from '../families/families.queries';

/** Somebody who works the case now, or owes it an action. */
export interface WorkerRow {
  id: string;
  name: string;
  job_title: string | null;
  agency: string;
  part: string;
}

/** The whole of a situation as this reader may see it. */
export interface SituationFacts {
  relationships: RelationshipRow[];
  /** What other records within sight say about this person. */
  inverse: InverseRelationshipRow[];
  addresses: AddressRow[];
  workers: WorkerRow[];
  /** What the records around this one say of each other. */
  between: BetweenRow[];
  family: FamilyMemberRow[];
  claims: ChampionClaimRow[];
}

@Injectable()
export class CaseSituation {
  constructor(private readonly reader: Reader) {}

  /** The caller has loaded the case header, which wrote the audit row. */
  async of(actor: Actor, individualId: string): Promise<SituationFacts> {
    const [relationships, inverse, between, addresses, workers, family, claims] = await this.reader.read<
      [RelationshipRow, InverseRelationshipRow, BetweenRow, AddressRow, WorkerRow, FamilyMemberRow, ChampionClaimRow]
    >(
      actor,
      undefined,
      relationshipsOf(actor, individualId),
      inverseRelationshipsOf(actor, individualId),
      relationshipsBetween(actor, individualId),
      addressesOf(actor, individualId),
      workersOf(actor, individualId),
      familyOf(actor, individualId),
      championClaimsOf(actor, individualId),
    );
    return { relationships, inverse, between, addresses, workers, family, claims };
  }
}

/** Whoever is named on the case, and whoever owns an open action of it that the reader may read: other agencies are on it too. */
const workersOf = (actor: Actor, individualId: string): Statement => ({
  name: 'workers-of-case',
  text: `SELECT u.id, u.display_name AS name, u.job_title, g.name AS agency, string_agg(DISTINCT w.part, ',' ORDER BY w.part) AS part
           FROM (SELECT a.user_id, a.agency_id, a.kind AS part FROM assignments a WHERE a.individual_id = $1 AND a.ended_at IS NULL
                 UNION ALL
                 SELECT t.owner_id, t.owner_agency_id, 'action_owner' FROM actions t
                  WHERE t.individual_id = $1 AND t.status = 'open' AND (${readableItem('t', '$3', '$4')} OR t.owner_id = $5::uuid)) w
           JOIN individuals i ON i.id = $1 AND i.access_keys && $2::uuid[]
           JOIN users u ON u.id = w.user_id JOIN agencies g ON g.id = w.agency_id
          GROUP BY u.id, u.display_name, u.job_title, g.name ORDER BY g.name, u.display_name, u.id`,
  values: [individualId, actor.accessKeys, visibilitiesFor(actor.agencyKind), actor.agencyId, actor.userId],
});
