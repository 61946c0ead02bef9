import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { type CohortMembershipRow, periodById, periodsOf } from './cohort.queries';
import {
  owedDecisionOf,
  type OwedDecisionRow,
  refusedEntriesOf,
  type RefusedEntryRow,
} from './decisions/decisions.queries';

/** The cohort periods of one person, for its pages. The caller has audited the reading of the case. */
@Injectable()
export class CohortHistory {
  constructor(private readonly reader: Reader) {}

  of(actor: Actor, individualId: string): Promise<CohortMembershipRow[]> {
    return this.reader.many<CohortMembershipRow>(actor, undefined, periodsOf(actor, individualId));
  }

  /** The decision about them that nobody has made. */
  owedOf(actor: Actor, individualId: string): Promise<OwedDecisionRow | undefined> {
    return this.reader.one<OwedDecisionRow>(actor, undefined, owedDecisionOf(actor, individualId));
  }

  /** Decisions that they do not enter. */
  refusedOf(actor: Actor, individualId: string): Promise<RefusedEntryRow[]> {
    return this.reader.many<RefusedEntryRow>(actor, undefined, refusedEntriesOf(actor, individualId));
  }

  /** @throws NotFound when it is not there or not the actor's to see */
  async one(actor: Actor, id: string): Promise<CohortMembershipRow> {
    if (!isId(id)) throw new NotFound();
    const entry = { act: 'cohort_membership.read', subjectType: 'cohort_membership', subjectId: id };
    const row = await this.reader.one<CohortMembershipRow>(actor, entry, periodById(actor, id));
    if (!row) throw new NotFound();
    return row;
  }
}
