import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { screenedIndividualAt } from '../screenings.queries';
import { measures, type MeasureRow } from './measures.queries';

/** Reads of measures, narrowed by the actor. */
@Injectable()
export class MeasureReads {
  constructor(private readonly reader: Reader) {}

  /** For a page of the case, whose head has left the audit row of this act. */
  onPage(actor: Actor, individualId: string): Promise<MeasureRow[]> {
    return this.reader.many<MeasureRow>(actor, undefined, measures(actor, individualId));
  }

  /** @throws NotFound when the individual is not there or not the actor's to see */
  async list(actor: Actor, individualId: string): Promise<MeasureRow[]> {
    if (!isId(individualId)) throw new NotFound();
    const entry = { act: 'measures.listed', subjectType: 'measure', individualId };
    const [seen, rows] = await this.reader.read<[{ id: string }, MeasureRow]>(
      actor,
      entry,
      screenedIndividualAt(actor, individualId),
      measures(actor, individualId),
    );
    if (!seen[0]) throw new NotFound();
    return rows;
  }
}
