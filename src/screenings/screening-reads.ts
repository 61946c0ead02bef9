import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../platform/http';
import { Reader } from '../platform/database';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import {
  screenedIndividualOf,
  screening,
  screeningBefore,
  type ScreeningRow,
  screenings,
  type ScreeningSummaryRow,
} from './screenings.queries';

/** Reads of screenings, each narrowed by the actor; reading one leaves an audit row that names it. */
@Injectable()
export class ScreeningReads {
  constructor(private readonly reader: Reader) {}

  /** Of one individual (whose page has left its own audit row), or of everyone within sight. */
  async list(
    actor: Actor,
    asked: { individualId: string | null; cursor?: unknown },
  ): Promise<CursorPage<ScreeningSummaryRow>> {
    const { individualId, cursor } = asked;
    if (individualId !== null && !isId(individualId)) throw new NotFound();
    const rows = await this.reader.many<ScreeningSummaryRow>(
      actor,
      { act: 'screenings.listed', subjectType: 'screening', individualId: individualId ?? undefined },
      screenings(actor, { individualId, after: decodeCursor(cursor, 2), limit: PAGE_SIZE }),
    );
    return pageOf(rows, (row) => [row.screened_on, row.id]);
  }

  /**
   * One screening by its id alone. Whose it is comes first, so that the audit row can say so.
   * @throws NotFound when it is not there or not the actor's to see
   */
  async one(actor: Actor, id: string): Promise<ScreeningRow> {
    if (!isId(id)) throw new NotFound();
    const owner = await this.reader.one<{ individual_id: string }>(actor, undefined, screenedIndividualOf(actor, id));
    if (!owner) throw new NotFound();
    return (await this.withLastTime(actor, owner.individual_id, id)).screening;
  }

  /**
   * One screening of this individual and the one before it.
   * @throws NotFound
   */
  async withLastTime(
    actor: Actor,
    individualId: string,
    id: string,
  ): Promise<{ screening: ScreeningRow; before: ScreeningRow | undefined }> {
    if (!isId(id)) throw new NotFound();
    const [found, earlier] = await this.reader.read<[ScreeningRow, ScreeningRow]>(
      actor,
      { act: 'screening.read', subjectType: 'screening', subjectId: id, individualId },
      screening(actor, individualId, id),
      screeningBefore(actor, individualId, id),
    );
    if (!found[0]) throw new NotFound();
    return { screening: found[0], before: earlier[0] };
  }
}
