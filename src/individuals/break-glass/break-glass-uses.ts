import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { NotAllowed, NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { breakGlassUse, type BreakGlassUseRow, breakGlassUses } from './break-glass.queries';

/** Every use of break-glass, for governance: those to review first. */
@Injectable()
export class BreakGlassUses {
  constructor(private readonly reader: Reader) {}

  async list(actor: Actor, cursor: unknown): Promise<CursorPage<BreakGlassUseRow>> {
    if (!hasRole(actor, 'governance')) throw new NotAllowed();
    const after = decodeCursor(cursor, 3);
    const entry = { act: 'break_glass.listed', subjectType: 'break_glass' };
    const rows = await this.reader.many<BreakGlassUseRow>(actor, entry, breakGlassUses(actor, after, PAGE_SIZE));
    return pageOf(rows, (row) => [String(row.review_outcome === null), row.opened_at.toISOString(), row.id]);
  }

  /** @throws NotFound */
  async one(actor: Actor, id: string): Promise<BreakGlassUseRow> {
    if (!isId(id)) throw new NotFound();
    const entry = { act: 'break_glass.read', subjectType: 'break_glass', subjectId: id };
    const row = await this.reader.one<BreakGlassUseRow>(actor, entry, breakGlassUse(actor, id));
    if (!row) throw new NotFound();
    return row;
  }
}
