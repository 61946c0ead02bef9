import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Transactions } from '../../platform/database';
import { newId } from '../../shared/ids';
import { keptFields } from '../sign-in/kept-fields';

export interface Draft {
  id: string;
  formPath: string;
  savedAt: Date;
  fields: [name: string, value: string][];
}

/** What is typed into one form and not saved. */
export interface Typed {
  formPath: string;
  individualId: string | undefined;
  body: Record<string, unknown>;
}

/** The oldest go first; thirty days is the other end of them. */
const MOST_DRAFTS = 50;
export const DAYS_KEPT = 30;
/** Belong to the one sending of a form, not to what was typed; nor does the button that was pressed. */
const NOT_TYPED = ['submissionId', 'draftOf', 'draftFor', 'draftOpen', 'step'];

/** Drafts of forms: each belongs to who typed it, and to nobody once they have lost sight of the record. */
@Injectable()
export class Drafts {
  constructor(private readonly transactions: Transactions) {}

  /** When it was saved; the row before, if any, is written over. */
  keep(actor: Actor, { formPath, individualId, body }: Typed): Promise<Date> {
    const fields = keptFields(body)
      .filter(([name]) => !NOT_TYPED.includes(name))
      .map(([name, value]) => [storable(name), storable(value)]);
    return this.transactions.act(actor, async (tx) => {
      await tx.query(
        `INSERT INTO drafts (id, user_id, form_path, individual_id, fields, saved_at) VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT ON CONSTRAINT drafts_one_a_form DO UPDATE
             SET fields = EXCLUDED.fields, saved_at = EXCLUDED.saved_at, individual_id = EXCLUDED.individual_id`,
        [newId(), actor.userId, formPath, individualId ?? null, JSON.stringify(fields), tx.now],
      );
      await tx.query(
        'DELETE FROM drafts WHERE id IN (SELECT id FROM drafts WHERE user_id = $1 ORDER BY saved_at DESC, id DESC OFFSET $2)',
        [actor.userId, MOST_DRAFTS],
      );
      return tx.now;
    });
  }

  /** The actor's drafts of these forms, as far as there are any. */
  findAll(actor: Actor, formPaths: string[]): Promise<Draft[]> {
    return this.transactions.act(actor, (tx) =>
      tx.query<Draft>(
        `SELECT id, form_path AS "formPath", saved_at AS "savedAt", fields FROM drafts
          WHERE user_id = $1 AND form_path = ANY ($2::text[])`,
        [actor.userId, formPaths],
      ),
    );
  }

  forget(actor: Actor, formPath: string): Promise<void> {
    return this.transactions.act(actor, async (tx) => {
      await tx.query('DELETE FROM drafts WHERE user_id = $1 AND form_path = $2', [actor.userId, formPath]);
    });
  }

  discard(actor: Actor, id: string): Promise<void> {
    return this.transactions.act(actor, async (tx) => {
      await tx.query('DELETE FROM drafts WHERE user_id = $1 AND id = $2', [actor.userId, id]);
    });
  }
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair; a draft is not the place to argue about it. */
const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();
