import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';

export interface PanelQuestion {
  individualId: string;
  text: string;
}

/**
 * Whoever works a case says what its panel should answer. It stands on the case's sheet at the next meeting that has the
 * case on its agenda; who may write a note of a case may ask.
 */
@Injectable()
export class AskPanel {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, question: PanelQuestion, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, question), submission);
  }

  /** @throws NotFound for a case that is not there or not the actor's to see */
  async within(tx: Transaction, { individualId, text }: PanelQuestion): Promise<{ id: string }> {
    if (!isId(individualId)) throw new NotFound();
    const [person] = await tx.query<{ accessKeys: string[] }>(
      'SELECT i.access_keys AS "accessKeys" FROM individuals i WHERE i.id = $1 AND i.access_keys && $2::uuid[]',
      [individualId, tx.actor.accessKeys],
    );
    if (!person) throw new NotFound();
    this.rules.ensureMay(tx.actor, 'add', 'Note', person);
    if (text.trim() === '') throw new Invalid([{ field: 'text', message: 'Enter the question for the panel' }]);
    const id = newId();
    await tx.query(
      'INSERT INTO panel_questions (id, individual_id, text, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5)',
      [id, individualId, text.trim(), tx.actor.userId, tx.now],
    );
    await tx.audit({
      act: 'panel_question.asked',
      subjectType: 'individual',
      subjectId: individualId,
      individualId,
      fields: ['text'],
    });
    return { id };
  }
}
