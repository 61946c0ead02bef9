import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { type ConflictRow, mergeConflicts, type ReviewOfPlanRow, reviewsOfBoth } from './merge-conflicts';
import { mergeById, type MergeOfRow, type MergeRow, mergesOf } from './merges.queries';

/** What contradicts in two records, and what was merged: to whoever sees the records. */
@Injectable()
export class MergeReads {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
  ) {}

  conflicts(actor: Actor, survivorId: string, mergedId: string): Promise<ConflictRow[]> {
    const entry = {
      act: 'individuals.compared',
      subjectType: 'individual',
      subjectId: mergedId,
      individualId: mergedId,
    };
    return this.reader.many<ConflictRow>(actor, entry, mergeConflicts(survivorId, mergedId));
  }

  reviews(actor: Actor, survivorId: string, mergedId: string): Promise<ReviewOfPlanRow[]> {
    return this.reader.many<ReviewOfPlanRow>(actor, undefined, reviewsOfBoth(survivorId, mergedId));
  }

  /** @throws NotFound when it is not there or not of a record the actor sees */
  async one(actor: Actor, id: string): Promise<MergeRow> {
    if (!isId(id)) throw new NotFound();
    const entry = { act: 'record_merge.read', subjectType: 'record_merge', subjectId: id };
    const row = await this.reader.one<MergeRow>(actor, entry, mergeById(id));
    if (!row) throw new NotFound();
    this.rules.ensureMay(actor, 'read', 'Individual', { id: row.survivor_id, accessKeys: row.survivor_access_keys });
    return row;
  }

  of(actor: Actor, individualId: string): Promise<MergeOfRow[]> {
    return this.reader.many<MergeOfRow>(actor, undefined, mergesOf(individualId));
  }
}
