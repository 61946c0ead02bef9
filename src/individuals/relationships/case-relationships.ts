import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type RelationshipRow, relationshipsOf } from './relationships.queries';

@Injectable()
export class CaseRelationships {
  constructor(private readonly reader: Reader) {}

  /** Those of a case within the actor's sight, ended and withdrawn ones last. The caller has loaded the case header. */
  of(actor: Actor, individualId: string): Promise<RelationshipRow[]> {
    return this.reader.many<RelationshipRow>(actor, undefined, relationshipsOf(actor, individualId));
  }
}
