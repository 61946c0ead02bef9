import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { type ActionRow, actionsOfCase } from './actions.queries';

/** The actions of one case, for its page and for the pages of higher slices. The caller has audited the reading of the case. */
@Injectable()
export class CaseActions {
  constructor(private readonly reader: Reader) {}

  of(actor: Actor, individualId: string): Promise<ActionRow[]> {
    return this.reader.many<ActionRow>(actor, undefined, actionsOfCase(actor, individualId));
  }
}
