import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { type FieldProblem, Invalid, Stale } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { IdentificationMethod } from './identification-method.entity';

export interface DraftCriterion {
  text: string;
  /** At least one piece of evidence is no older than this many days; null: of any day. */
  withinDays: number | null;
}

export interface MethodDraft {
  /** The version of the draft the user saw; left out by whoever starts one. */
  seenVersion?: number;
  description: string;
  criteria: DraftCriterion[];
  cycleMonths: number;
  validationMonths: number;
  ownerId: string;
}

interface DraftRow {
  id: string;
  version: number;
}

/** Writes the one draft of the identification method, or starts it. */
@Injectable()
export class DraftMethod {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, draft: MethodDraft, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, draft), submission);
  }

  /** @throws Stale when somebody else wrote the draft meanwhile, or put it in force */
  async within(tx: Transaction, draft: MethodDraft): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'draft', 'IdentificationMethod', { status: 'draft' });
    await refuseWrong(tx, draft);
    const { description, cycleMonths, validationMonths, ownerId } = draft;
    const words = { description: description.trim(), cycleMonths, validationMonths, ownerId };
    const [present] = await tx.query<DraftRow>(
      `SELECT id, version FROM identification_methods WHERE status = 'draft' FOR UPDATE`,
    );
    if ((present?.version ?? undefined) !== draft.seenVersion) throw new Stale();
    const id = present?.id ?? newId();
    if (present) {
      await tx.change(IdentificationMethod, present, words);
    } else {
      const made = { draftedBy: tx.actor.userId, draftedAt: tx.now, number: await nextNumber(tx) };
      await tx.insert(IdentificationMethod, { id, ...words, ...made });
    }
    await writeCriteria(tx, id, linesOf(draft));
    const fields = ['description', 'criteria', 'cycleMonths', 'validationMonths', 'ownerId'];
    await tx.audit({
      act: 'identification_method.drafted',
      subjectType: 'identification_method',
      subjectId: id,
      fields,
    });
    return { id };
  }
}

const linesOf = ({ criteria }: MethodDraft): DraftCriterion[] =>
  criteria.map((line) => ({ ...line, text: line.text.trim() })).filter(({ text }) => text !== '');

/** Line by line over those of the draft before; a line that is no more is left out, not deleted. */
async function writeCriteria(tx: Transaction, methodId: string, lines: DraftCriterion[]): Promise<void> {
  await tx.query('UPDATE identification_criteria SET is_left_out = true WHERE method_id = $1 AND position >= $2', [
    methodId,
    lines.length,
  ]);
  for (const [position, { text, withinDays }] of lines.entries()) {
    await tx.query(
      `INSERT INTO identification_criteria (id, method_id, position, text, within_days) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (method_id, position) DO UPDATE
          SET text = excluded.text, within_days = excluded.within_days, is_left_out = false`,
      [newId(), methodId, position, text, withinDays],
    );
  }
}

async function refuseWrong(tx: Transaction, draft: MethodDraft): Promise<void> {
  const problems: FieldProblem[] = [];
  if (draft.description.trim() === '') problems.push({ field: 'description', message: 'Enter how people are found' });
  if (linesOf(draft).length === 0) problems.push({ field: 'criteria', message: 'Enter at least one criterion' });
  const [owner] = await tx.query(`SELECT 1 FROM users WHERE id = $1 AND status = 'active'`, [draft.ownerId]);
  if (!owner) problems.push({ field: 'ownerId', message: 'Select who owns the method' });
  if (problems.length > 0) throw new Invalid(problems);
}

async function nextNumber(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ number: number }>(
    'SELECT coalesce(max(number), 0) + 1 AS number FROM identification_methods',
  );
  return Number(row?.number ?? 1);
}
