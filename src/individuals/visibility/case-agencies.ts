import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader } from '../../platform/database';

export interface CaseAgency {
  id: string;
  name: string;
}

/** The other agencies on a case: whom something can be shared with and kept from the rest. */
@Injectable()
export class CaseAgencies {
  constructor(private readonly reader: Reader) {}

  of(actor: Actor, individualId: string): Promise<CaseAgency[]> {
    return this.reader.many<CaseAgency>(actor, undefined, {
      name: 'agencies-of-case',
      text: `SELECT DISTINCT g.id, g.name FROM assignments a JOIN agencies g ON g.id = a.agency_id
               JOIN individuals i ON i.id = a.individual_id AND i.access_keys && $2::uuid[]
              WHERE a.individual_id = $1 AND a.ended_at IS NULL AND g.id <> $3 ORDER BY g.name, g.id`,
      values: [individualId, actor.accessKeys, actor.agencyId],
    });
  }
}
