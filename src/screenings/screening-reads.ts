import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import type { AuditEntry } from '../platform/audit';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../platform/http';
import { Reader } from '../platform/database';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import {
  newestScreening,
  screenedIndividualOf,
  screening,
  screeningBefore,
  type ScreeningRow,
  screenings,
  type ScreeningSummaryRow,
} from './screenings.queries';

interface Asked {
  individualId: string | null;
  cursor?: unknown;
}

interface WithLastTime {
  screening: ScreeningRow;
  before: ScreeningRow | undefined;
}

/** Reads of screenings, each narrowed by the actor; reading one leaves an audit row that names it. */
@Injectable()
export class ScreeningReads {
  constructor(private readonly reader: Reader) {}

  /** Of one individual, or of everyone within sight. */
  list(actor: Actor, asked: Asked): Promise<CursorPage<ScreeningSummaryRow>> {
    const individualId = asked.individualId ?? undefined;
    return this.rows(actor, asked, { act: 'screenings.listed', subjectType: 'screening', individualId });
  }

  /** The same for a page of the case, whose head has left the one audit row of this act. */
  listOnPage(actor: Actor, asked: Asked): Promise<CursorPage<ScreeningSummaryRow>> {
    return this.rows(actor, asked, undefined);
  }

  private async rows(
    actor: Actor,
    { individualId, cursor }: Asked,
    entry: AuditEntry | undefined,
  ): Promise<CursorPage<ScreeningSummaryRow>> {
    if (individualId !== null && !isId(individualId)) throw new NotFound();
    const rows = await this.reader.many<ScreeningSummaryRow>(
      actor,
      entry,
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
    const entry = { act: 'screening.read', subjectType: 'screening', subjectId: id, individualId: owner.individual_id };
    return (await this.withLastTime(actor, { individualId: owner.individual_id, id }, entry)).screening;
  }

  /**
   * One screening of this individual and the one before it, for a page whose head has left the audit row of this act.
   * @throws NotFound
   */
  onPage(actor: Actor, individualId: string, id: string): Promise<WithLastTime> {
    return this.withLastTime(actor, { individualId, id }, undefined);
  }

  /** The newest screening with answers, for the form of the next one, whose head has left the audit row of this act. */
  newest(actor: Actor, individualId: string): Promise<ScreeningRow | undefined> {
    return this.reader.one<ScreeningRow>(actor, undefined, newestScreening(actor, individualId));
  }

  private async withLastTime(
    actor: Actor,
    { individualId, id }: { individualId: string; id: string },
    entry: AuditEntry | undefined,
  ): Promise<WithLastTime> {
    const [found, earlier] = await this.reader.read<[ScreeningRow, ScreeningRow]>(
      actor,
      entry,
      screening(actor, individualId, id),
      screeningBefore(actor, individualId, id),
    );
    if (!found[0]) throw new NotFound();
    return { screening: found[0], before: earlier[0] };
  }
}
