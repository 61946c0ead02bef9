import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid, NotFound } from '../shared/errors';
import { newId } from '../shared/ids';
import { quarterOf } from './domain/quarter';
import { ensureNamesNobody } from '../individuals';
import { type DefinitionRow, versionsOfDefinition } from './indicators.queries';

export interface SuppliedFigure {
  code: string;
  /** The last day of the quarter. */
  until: Day;
  /** false: the agency supplies no data, which is not zero. */
  hasData: boolean;
  met?: number;
  total?: number;
  note: string;
  isImported?: boolean;
}

/** A quarter's figure from the agency that holds it, or a correction of what was frozen or supplied: always a new row. */
@Injectable()
export class SupplyFigure {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: SuppliedFigure, submission?: Submission): Promise<{ id: string; number: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(tx: Transaction, input: SuppliedFigure): Promise<{ id: string; number: number }> {
    const { text, values } = versionsOfDefinition(input.code);
    const versions = await tx.query<DefinitionRow>(text, values ?? []);
    const definition = versions.find((version) => version.in_force_on <= tx.today);
    if (!definition) throw new NotFound();
    const act = definition.kind === 'computed' ? 'correct' : 'supply';
    this.rules.ensureMay(tx.actor, 'read', 'Figure', {});
    this.rules.ensureMay(tx.actor, act, 'Indicator', { heldBy: definition.held_by });
    const quarter = quarterOf(input.until);
    const [latest] = await tx.query<{ number: number }>(
      'SELECT max(number) AS number FROM figure_sets WHERE code = $1 AND period_until = $2',
      [input.code, input.until],
    );
    const number = (latest?.number ?? 0) + 1;
    const problems = problemsOf(input, {
      shape: definition.shape,
      isOver: quarter.until === input.until && input.until < tx.today,
      number,
      isComputed: act === 'correct',
    });
    if (problems.length > 0) throw new Invalid(problems);
    await ensureNamesNobody(tx, { note: input.note });
    const id = newId();
    await tx.query(
      `INSERT INTO figure_sets (id, definition_id, code, period_from, period_until, number, source, has_data, note, recorded_by, agency_id, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        id,
        inForceAt(versions, input.until).id,
        input.code,
        quarter.from,
        quarter.until,
        number,
        input.isImported ? 'imported' : 'entered',
        input.hasData,
        input.note,
        tx.actor.userId,
        tx.actor.agencyId,
        tx.now,
      ],
    );
    if (input.hasData) {
      const met = input.met ?? 0;
      await tx.query(
        `INSERT INTO figure_cells (set_id, dimension, key, met, total, amount) VALUES ($1, 'all', 'all', $2, $3, $4)`,
        [id, met, definition.shape === 'share' ? (input.total ?? 0) : met, definition.shape === 'median' ? met : null],
      );
    }
    await tx.audit({
      act: number === 1 ? 'figure.supplied' : 'figure.corrected',
      subjectType: 'indicator',
      subjectId: definition.id,
      fields: [input.code, input.until],
    });
    return { id, number };
  }
}

/** The version of the quarter itself: a target set later judges no quarter before it. */
const inForceAt = (versions: DefinitionRow[], until: Day, fallback = versions.at(-1)): DefinitionRow => {
  const found = versions.find(({ in_force_on: since }) => since <= until) ?? fallback;
  if (!found) throw new NotFound();
  return found;
};

interface Known {
  shape: DefinitionRow['shape'];
  isOver: boolean;
  number: number;
  isComputed: boolean;
}

function problemsOf(input: SuppliedFigure, { shape, isOver, number, isComputed }: Known) {
  // People, orders and records come whole; days need not.
  const isCount = (value: number | undefined): boolean =>
    value !== undefined && value >= 0 && (shape === 'median' ? Number.isFinite(value) : Number.isInteger(value));
  return [
    ...(isOver ? [] : [{ field: 'until', message: 'Select a quarter that is over' }]),
    ...(isComputed && number === 1
      ? [{ field: 'until', message: 'That quarter has not been frozen, so there is nothing to correct' }]
      : []),
    ...(input.hasData && !isCount(input.met)
      ? [
          {
            field: 'met',
            message: shape === 'median' ? 'Enter the number, 0 or more' : 'Enter a whole number, 0 or more',
          },
        ]
      : []),
    ...(input.hasData && shape === 'share' && !isCount(input.total)
      ? [{ field: 'total', message: 'Enter what it is out of: a whole number, 0 or more' }]
      : []),
    ...(input.hasData && shape === 'share' && (input.met ?? 0) > (input.total ?? 0)
      ? [{ field: 'met', message: 'The number cannot be greater than what it is out of' }]
      : []),
    ...(number > 1 && input.note.trim() === '' ? [{ field: 'note', message: 'Say why the figure is corrected' }] : []),
    ...(!input.hasData && input.note.trim() === ''
      ? [{ field: 'note', message: 'Say why there is no data, and when it is expected' }]
      : []),
  ];
}
