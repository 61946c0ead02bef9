import { Injectable } from '@nestjs/common';
import { Invalid, NotAllowed, NotFound, Stale } from '../../../shared/errors';
import { isId } from '../../../shared/ids';
import { type Actor, hasRole } from '../../access';
import { Reader, type Submission, type Transaction, Transactions } from '../../database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../../http';
import { oneUnusualAccess, unusualAccess, type UnusualRow, type UnusualState } from './unusual-access.queries';

export interface Handling {
  id: string;
  version: number;
  state: 'looked_at' | 'explained';
  explanation?: string | null;
}

/** What the watch noticed, as governance works through it. */
@Injectable()
export class UnusualAccess {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
  ) {}

  /** @throws NotAllowed for anyone but governance */
  async list(actor: Actor, state: UnusualState | null, cursor: unknown): Promise<CursorPage<UnusualRow>> {
    if (!hasRole(actor, 'governance')) throw new NotAllowed();
    const entry = { act: 'unusual_access.listed', subjectType: 'unusual_access' };
    const statement = unusualAccess(state, decodeCursor(cursor, 2), PAGE_SIZE);
    const rows = await this.reader.many<UnusualRow>(actor, entry, statement);
    return pageOf(rows, (row) => [row.raised_key, row.id]);
  }

  /** @throws NotFound */
  async one(actor: Actor, id: string): Promise<UnusualRow> {
    if (!isId(id)) throw new NotFound();
    const entry = { act: 'unusual_access.read', subjectType: 'unusual_access', subjectId: id };
    const row = await this.reader.one<UnusualRow>(actor, entry, oneUnusualAccess(id));
    if (!row) throw new NotFound();
    return row;
  }

  /**
   * Says that somebody looked, or what explains it. A later explanation takes the place of "looked at".
   * @throws Invalid for an explanation that says nothing, Stale when somebody was quicker
   */
  handle(actor: Actor, handling: Handling, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, handling), submission);
  }

  private async within(tx: Transaction, { id, version, state, explanation }: Handling): Promise<{ id: string }> {
    if (!hasRole(tx.actor, 'governance')) throw new NotAllowed();
    if (state === 'explained' && !explanation?.trim()) {
      throw new Invalid([{ field: 'explanation', message: 'Enter what explains it' }]);
    }
    const [found] = isId(id) ? await tx.query('SELECT 1 FROM unusual_access WHERE id = $1', [id]) : [];
    if (!found) throw new NotFound();
    const [changed] = await tx.query<{ id: string }>(
      `WITH changed AS (UPDATE unusual_access SET state = $3, explanation = $4, handled_by = $5, handled_at = $6, version = version + 1
        WHERE id = $1 AND version = $2 RETURNING id) SELECT id FROM changed`,
      [id, version, state, explanation?.trim() || null, tx.actor.userId, tx.now],
    );
    if (!changed) throw new Stale();
    await tx.audit({ act: `unusual_access.${state}`, subjectType: 'unusual_access', subjectId: id, fields: ['state'] });
    return { id };
  }
}
