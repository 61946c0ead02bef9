import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { Invalid } from '../../shared/errors';
import { isDay } from '../../shared/day';
import { isId } from '../../shared/ids';
import type { ChronologyForm } from './chronology.form';
import { agenciesOfChronology, chronologyOf, type ChronologyRow } from './chronology.queries';

export interface ChronologyPage {
  page: CursorPage<ChronologyRow>;
  agencies: { id: string; name: string }[];
}

@Injectable()
export class CaseChronology {
  constructor(private readonly reader: Reader) {}

  /** The caller has loaded the case header, which wrote the audit row. @throws Invalid for a cursor that was not made here */
  async of(actor: Actor, individualId: string, asked: ChronologyForm): Promise<ChronologyPage> {
    const after = decodeCursor(asked.cursor, 4);
    if (after && !(isDay(after[0]) && isInstant(after[1]) && isId(after[2] ?? ''))) {
      throw new Invalid([{ field: 'cursor', message: 'Start again from the first page of this list' }]);
    }
    const filter = { kind: asked.kind ?? null, agencyId: asked.agencyId ?? null, basis: asked.basis ?? null };
    const [rows, agencies] = await this.reader.read<[ChronologyRow, { id: string; name: string }]>(
      actor,
      undefined,
      chronologyOf(actor, individualId, filter, { after, limit: PAGE_SIZE }),
      agenciesOfChronology(actor, individualId),
    );
    return { page: pageOf(rows, (row) => [row.happened_on, row.written_at, row.id, row.what]), agencies };
  }
}

/** As the statement writes it: to the microsecond, in UTC. */
const isInstant = (value: string | null | undefined): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(value ?? '') && !Number.isNaN(Date.parse(value ?? ''));
