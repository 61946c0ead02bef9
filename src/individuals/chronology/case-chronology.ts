import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { Invalid } from '../../shared/errors';
import { isDay } from '../../shared/day';
import { isId } from '../../shared/ids';
import type { ChronologyForm } from './chronology.form';
import { agenciesOfCase, chronologyOf, type ChronologyRow } from './chronology.queries';

export interface ChronologyPage {
  page: CursorPage<ChronologyRow>;
  agencies: { id: string; name: string }[];
}

@Injectable()
export class CaseChronology {
  constructor(private readonly reader: Reader) {}

  /** The caller has loaded the case header, which wrote the audit row. @throws Invalid for a cursor that was not made here */
  async of(actor: Actor, individualId: string, asked: ChronologyForm): Promise<ChronologyPage> {
    const after = decodeCursor(asked.cursor, 3);
    if (after && !(isDay(after[0]) && isId(after[1] ?? ''))) {
      throw new Invalid([{ field: 'cursor', message: 'Start again from the first page of this list' }]);
    }
    const filter = { kind: asked.kind ?? null, agencyId: asked.agencyId ?? null, basis: asked.basis ?? null };
    const [rows, agencies] = await this.reader.read<[ChronologyRow, { id: string; name: string }]>(
      actor,
      undefined,
      chronologyOf(actor, individualId, filter, { after, limit: PAGE_SIZE }),
      agenciesOfCase(actor, individualId),
    );
    return { page: pageOf(rows, (row) => [row.happened_on, row.id, row.what]), agencies };
  }
}
