import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Conflict, Invalid, NotFound } from '../shared/errors';
import { newId } from '../shared/ids';
import { ensureNamesNobody } from '../individuals';
import { type DefinitionRow, versionsOfDefinition } from './indicators.queries';

export interface IndicatorRevision {
  code: string;
  /** The version that was open when this was written. */
  number: number;
  name: string;
  target: number | null;
  amberWithin: number;
  baseline: string;
  owner: string;
  source: string;
}

class RevisedMeanwhile extends Conflict {
  constructor() {
    super('Somebody else changed this definition after you opened it. Open it again and make your change there.');
  }
}

/** A new version of a definition, in force from today: what a frozen figure was worked out by stays with it. */
@Injectable()
export class ReviseIndicator {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: IndicatorRevision, submission?: Submission): Promise<{ number: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(tx: Transaction, input: IndicatorRevision): Promise<{ number: number }> {
    this.rules.ensureMay(tx.actor, 'read', 'Figure', {});
    this.rules.ensureMay(tx.actor, 'revise', 'Indicator', {});
    const { text, values } = versionsOfDefinition(input.code);
    const [newest] = await tx.query<DefinitionRow>(text, values ?? []);
    if (!newest) throw new NotFound();
    if (newest.number !== input.number) throw new RevisedMeanwhile();
    if (newest.shape === 'share' && (input.target ?? 0) > 100)
      throw new Invalid([{ field: 'target', message: 'A percentage cannot have a target above 100' }]);
    const { name, baseline, owner, source } = input;
    await ensureNamesNobody(tx, { name, baseline, owner, source });
    const id = newId();
    await tx.query(
      `INSERT INTO indicator_definitions (id, code, number, position, name, wording, numerator, denominator, cut_off, direction, shape, target,
              amber_within, baseline, owner, source, method, kind, rule, held_by, in_force_on, made_by, made_at)
       SELECT $2, code, number + 1, position, $3, wording, numerator, denominator, cut_off, direction, shape, $4, $5, $6, $7, $8, method, kind, rule,
              held_by, $9, $10, $11 FROM indicator_definitions WHERE id = $1`,
      [
        newest.id,
        id,
        input.name,
        input.target,
        input.amberWithin,
        input.baseline,
        input.owner,
        input.source,
        tx.today,
        tx.actor.userId,
        tx.now,
      ],
    );
    await tx.audit({ act: 'indicator.revised', subjectType: 'indicator', subjectId: id, fields: [input.code] });
    return { number: newest.number + 1 };
  }
}
