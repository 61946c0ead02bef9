import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import type { PanelLevel } from '../domain/panel-rules';

export interface NewPanel {
  name: string;
  abbreviation: string;
  level: PanelLevel;
}

/** Adds a panel with the usual rules, to be changed on its own page; who adds it has its first seat. */
@Injectable()
export class AddPanel {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, panel: NewPanel, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, panel), submission);
  }

  /** @throws Invalid for a name that another panel has */
  async within(tx: Transaction, { name, abbreviation, level }: NewPanel): Promise<{ id: string }> {
    // Whoever chairs a panel: the right to change one of theirs, asked about all of theirs.
    this.rules.ensureMay(tx.actor, 'change', 'Panel', { accessKeys: tx.actor.accessKeys });
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', ['panels']);
    const taken = await tx.query('SELECT 1 FROM panels WHERE lower(name) = lower($1)', [name.trim()]);
    if (taken.length > 0) throw new Invalid([{ field: 'name', message: 'There is a panel of this name already' }]);
    const id = newId();
    await tx.query('SELECT add_panel($1, $2, $3, $4, $5, $6)', [
      id,
      newId(),
      name.trim(),
      abbreviation.trim(),
      level,
      tx.now,
    ]);
    await tx.audit({
      act: 'panel.added',
      subjectType: 'panel',
      subjectId: id,
      fields: ['name', 'abbreviation', 'level'],
    });
    return { id };
  }
}
