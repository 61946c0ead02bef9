import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { type FieldProblem, Invalid, Stale } from '../shared/errors';
import { type ImportChoices, NEW_PERSON, noChoices, withAnswers } from './domain/choices';
import { Import } from './import.entity';
import { type ImportPreview, ImportPreviews } from './import-previews';

export interface SavedChoices {
  id: string;
  version: number;
  answers: Partial<ImportChoices>;
}

/** Keeps the coordinator's answers to the questions of a preview. Nothing is imported yet. */
@Injectable()
export class SaveChoices {
  constructor(
    private readonly transactions: Transactions,
    private readonly previews: ImportPreviews,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: SavedChoices, submission?: Submission): Promise<{ id: string; version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  /** @throws Stale when the choices were changed after the actor saw them */
  async within(tx: Transaction, { id, version, answers }: SavedChoices): Promise<{ id: string; version: number }> {
    const ask = <Row>({ text, values }: { text: string; values?: unknown[] }): Promise<Row[]> => tx.query(text, values);
    const record = await this.previews.recordBy(ask, tx.actor, id);
    this.rules.ensureMay(tx.actor, 'change', 'Import', { uploadedBy: record.uploaded_by });
    const preview = await this.previews.previewBy(ask, tx.actor, record, tx.today);
    if (record.version !== version) throw new Stale();
    const problems = problemsOf(preview, answers);
    if (problems.length > 0) throw new Invalid(problems);
    const choices = withAnswers(withAnswers(noChoices, record.choices), answers);
    await tx.change(Import, { id, version }, { choices });
    await tx.audit({ act: 'import.answered', subjectType: 'import', subjectId: id, fields: Object.keys(answers) });
    return { id, version: version + 1 };
  }
}

/** Only the preview's own questions are answered, with answers it offers. */
function problemsOf({ plan, facts }: ImportPreview, answers: Partial<ImportChoices>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const refuse = (field: string): void => {
    problems.push({ field, message: 'Select one of the answers on this page' });
  };
  const accounts = new Set([...facts.accounts.values()].map((account) => account.id));
  const owners = new Set(plan.ownersWithoutAccount.map((owner) => owner.key));
  for (const [key, account] of Object.entries(answers.owners ?? {})) {
    if (!owners.has(key) || (account !== null && !accounts.has(account))) refuse(`owners.${key}`);
  }
  const groups = new Map(plan.samePeople.map((question) => [question.key, question]));
  for (const [key, answer] of Object.entries(answers.samePeople ?? {})) {
    const question = groups.get(key);
    if (!question || (answer === 'one_person' && !question.mayBeOne)) refuse(`samePeople.${key}`);
  }
  const recorded = new Map(plan.alreadyRecorded.map((question) => [question.key, question]));
  for (const [key, answer] of Object.entries(answers.alreadyRecorded ?? {})) {
    const isOffered = recorded.get(key)?.candidates.some(({ person }) => person.id === answer);
    if (!recorded.has(key) || (answer !== NEW_PERSON && !isOffered)) refuse(`alreadyRecorded.${key}`);
  }
  const rows = new Set(plan.withoutDateOfBirth.map(({ row }) => String(row.rowNumber)));
  for (const row of Object.keys(answers.withoutDateOfBirth ?? {}))
    if (!rows.has(row)) refuse(`withoutDateOfBirth.${row}`);
  return problems;
}
