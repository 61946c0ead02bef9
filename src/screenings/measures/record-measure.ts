import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import type { Day } from '../../shared/day';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { screenedIndividual } from '../screened-individual';
import { Measure, type MeasureKind, type MeasureVisibility } from './measure.entity';
import { VOCABULARY } from './measure-words';

export interface NewMeasure {
  individualId: string;
  kind: MeasureKind;
  subject: string;
  /** Null for a total. */
  answer: string | null;
  /** 0 to 40; null for everything but the SDQ. */
  total: number | null;
  codes: string[];
  knownOn: Day;
  source: string;
  support: string | null;
  visibility: MeasureVisibility;
}

/** Records one thing that another assessment says. Something newer of the same kind and subject takes its place in sight. */
@Injectable()
export class RecordMeasure {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, measure: NewMeasure, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, measure), submission);
  }

  async within(tx: Transaction, measure: NewMeasure): Promise<{ id: string }> {
    const individual = await screenedIndividual(tx, measure.individualId);
    this.rules.ensureMay(tx.actor, 'measure', 'Screening', individual);
    const problems = [...problemsOf(measure), ...(await this.visibilityProblems(tx, measure.visibility))];
    if (measure.knownOn > tx.today) {
      problems.push({ field: 'knownOn', message: 'The day must be today or in the past' });
    }
    if (problems.length > 0) throw new Invalid(problems);
    const id = newId();
    await tx.insert(Measure, {
      id,
      ...measure,
      recordedBy: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      recordedAt: tx.now,
    });
    await tx.audit({
      act: 'measure.recorded',
      subjectType: 'measure',
      subjectId: id,
      individualId: measure.individualId,
      fields: [measure.kind],
    });
    return { id };
  }

  /** Only health keeps something to health: others could not read what they wrote. */
  private async visibilityProblems(tx: Transaction, visibility: MeasureVisibility): Promise<FieldProblem[]> {
    if (visibility === 'all_agencies') return [];
    const [agency] = await tx.query<{ kind: string }>('SELECT kind FROM agencies WHERE id = $1', [tx.actor.agencyId]);
    if (agency?.kind === 'health') return [];
    return [{ field: 'visibility', message: 'Only a health agency may keep this to health agencies' }];
  }
}

function problemsOf({ kind, subject, answer, total, codes }: NewMeasure): FieldProblem[] {
  const { subjects, answers, codes: known } = VOCABULARY[kind];
  const problem = (isWrong: boolean, field: string, message: string) => (isWrong ? [{ field, message }] : []);
  const isTotal = total !== null && Number.isInteger(total) && total >= 0 && total <= 40;
  const namesDisability = kind === 'disability' && (answer === 'disabled') !== codes.length > 0;
  return [
    ...problem(!Object.hasOwn(subjects, subject), 'subject', 'Select what it is about'),
    ...problem(kind === 'sdq' && !isTotal, 'total', 'Total must be a whole number from 0 to 40'),
    ...problem(kind !== 'sdq' && total !== null, 'total', 'Only the SDQ has a total'),
    ...problem(
      kind === 'sdq' ? answer !== null : answer === null || !Object.hasOwn(answers, answer),
      'answer',
      'Select what is known',
    ),
    ...problem(
      codes.some((code) => !Object.hasOwn(known, code)),
      'codes',
      'Select from the list',
    ),
    ...problem(namesDisability, 'codes', 'Select the disabilities, and only when there is one'),
  ];
}
