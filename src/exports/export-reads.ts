import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { exportById, type ExportRow, exportsInSight } from './exports.queries';

export interface OneExport {
  row: ExportRow;
  mayDecide: boolean;
  mayDownload: boolean;
  isOver: boolean;
}

/** Who took or asks for what. It holds a purpose and a count, nothing of a case. */
@Injectable()
export class ExportReads {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor): Promise<ExportRow[]> {
    return this.reader.many<ExportRow>(actor, undefined, exportsInSight(actor));
  }

  /** @throws NotFound when it is not there or not the actor's to see */
  async one(actor: Actor, id: string): Promise<OneExport> {
    if (!isId(id)) throw new NotFound();
    const row = await this.reader.one<ExportRow>(actor, undefined, exportById(id));
    if (!row) throw new NotFound();
    const record = { kind: row.kind, requestedBy: row.requested_by_id, agencyId: row.agency_id };
    this.rules.ensureMay(actor, 'read', 'Export', record);
    const isOver = row.status === 'refused' || row.expires_at <= this.clock.now();
    return {
      row,
      isOver,
      mayDecide: !isOver && row.status === 'waiting' && this.rules.may(actor, 'decide', 'Export', record),
      mayDownload: !isOver && row.status === 'ready' && this.rules.may(actor, 'download', 'Export', record),
    };
  }
}
