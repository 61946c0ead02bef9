import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type RecordReading, recordReadings } from '../../platform/audit';
import { Reader } from '../../platform/database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { type CaseHeader, CaseHeaders } from '../case-headers';

export interface ReadersOfRecord {
  header: CaseHeader;
  readings: CursorPage<RecordReading>;
}

/** Who has looked at a record, for those responsible for it. Looking at that is a reading of the record too. */
@Injectable()
export class RecordReaders {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly rules: AccessRules,
  ) {}

  /**
   * Newest first; tries that were refused are not among them.
   * @throws NotFound, NotAllowed for somebody who sees the record and is not responsible for it
   */
  async list(actor: Actor, individualId: string, cursor: unknown): Promise<ReadersOfRecord> {
    const after = decodeCursor(cursor, 2);
    const header = await this.headers.load(actor, individualId, 'individual.readers_listed');
    this.rules.ensureMay(actor, 'see_readers', 'Individual', header);
    const rows = await this.reader.many<RecordReading>(
      actor,
      undefined,
      recordReadings(individualId, after, PAGE_SIZE + 1),
    );
    return { header, readings: pageOf(rows, (row) => [row.at_key, row.id]) };
  }
}
