import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader, Transactions } from '../../platform/database';
import { newId } from '../../shared/ids';
import { keptFields } from '../sign-in/kept-fields';

export interface Draft {
  id: string;
  formPath: string;
  savedAt: Date;
  /** The submission id of the page it was typed on. */
  typedOn: string;
  fields: [name: string, value: string][];
}

/** What is typed into one form and not saved. */
export interface Typed {
  formPath: string;
  individualId: string | undefined;
  body: Record<string, unknown>;
  /** The page it is typed on, and the one whose draft that page has shown: theirs alone may be written over. */
  pages: DraftPages;
}

export interface DraftPages {
  own: string;
  known: string;
}

/** The oldest go first; thirty days is the other end of them. */
const MOST_DRAFTS = 50;
export const DAYS_KEPT = 30;
/** Belong to the one sending of a form, not to what was typed; nor does the button that was pressed. */
const NOT_TYPED = ['submissionId', 'draftOf', 'draftFor', 'draftOpen', 'draftKnown', 'step'];

/** Drafts of forms: each belongs to who typed it, and to nobody once they have lost sight of the record. */
@Injectable()
export class Drafts {
  constructor(
    private readonly transactions: Transactions,
    private readonly reader: Reader,
  ) {}

  /**
   * When it was saved. What the same page kept before is written over, and what it has shown of another; a draft that it
   * has not shown holds words nobody has read again, and stays: then nothing is kept, and the answer is undefined.
   */
  keep(actor: Actor, { formPath, individualId, body, pages }: Typed): Promise<Date | undefined> {
    const fields = keptFields(body)
      .filter(([name]) => !NOT_TYPED.includes(name))
      .map(([name, value]) => [storable(name), storable(value)]);
    return this.transactions.act(actor, async (tx) => {
      const [kept] = await tx.query<{ id: string }>(
        `INSERT INTO drafts (id, user_id, form_path, individual_id, fields, saved_at, typed_on) VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT ON CONSTRAINT drafts_one_a_form DO UPDATE
             SET fields = EXCLUDED.fields, saved_at = EXCLUDED.saved_at, individual_id = EXCLUDED.individual_id,
                 typed_on = EXCLUDED.typed_on
           WHERE drafts.typed_on IN ($7, $8) RETURNING id`,
        [newId(), actor.userId, formPath, individualId ?? null, JSON.stringify(fields), tx.now, pages.own, pages.known],
      );
      if (!kept) return undefined;
      await tx.query(
        'DELETE FROM drafts WHERE id IN (SELECT id FROM drafts WHERE user_id = $1 ORDER BY saved_at DESC, id DESC OFFSET $2)',
        [actor.userId, MOST_DRAFTS],
      );
      return tx.now;
    });
  }

  /** The actor's drafts of these forms, as far as there are any. */
  findAll(actor: Actor, formPaths: string[]): Promise<Draft[]> {
    return this.reader.many<Draft>(actor, undefined, {
      name: 'own-drafts-of-forms',
      text: `SELECT id, form_path AS "formPath", saved_at AS "savedAt", typed_on AS "typedOn", fields FROM drafts
              WHERE user_id = $1 AND form_path = ANY ($2::text[])`,
      values: [actor.userId, formPaths],
    });
  }

  /** The actor's drafts of the forms beneath an address (`/referrals/begun/`), the newest first. */
  findBeneath(actor: Actor, address: string): Promise<Draft[]> {
    return this.reader.many<Draft>(actor, undefined, {
      name: 'own-drafts-beneath',
      text: `SELECT id, form_path AS "formPath", saved_at AS "savedAt", typed_on AS "typedOn", fields FROM drafts
              WHERE user_id = $1 AND starts_with(form_path, $2) ORDER BY saved_at DESC, id DESC`,
      values: [actor.userId, address],
    });
  }

  /** After its form was saved. With pages, only what they typed: what another one typed has not been read. */
  forget(actor: Actor, formPath: string, pages?: DraftPages): Promise<void> {
    return this.transactions.act(actor, async (tx) => {
      await tx.query(
        'DELETE FROM drafts WHERE user_id = $1 AND form_path = $2 AND ($3::text[] IS NULL OR typed_on = ANY ($3::text[]))',
        [actor.userId, formPath, pages === undefined ? null : [pages.own, pages.known]],
      );
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
