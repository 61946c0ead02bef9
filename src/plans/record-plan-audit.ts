import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Conflict, type FieldProblem, Invalid, NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import {
  AUDIT_GRADE_WORDS,
  type AuditAnswers,
  type AuditGrade,
  highestGrade,
  isHigherGrade,
  mustBeLookedAtAgain,
} from './domain/audit-tool';
import { PlanAudit } from './plan-audit.entity';
import { onePlanAudit, type PlanAuditRow } from './plan-audits.queries';

export interface PlanAuditResult {
  id: string;
  version: number;
  answers: AuditAnswers;
  grade: AuditGrade;
  strengths: string;
  findings: string;
  /** Always for a weak grade. */
  reAuditOn: Day | null;
}

/** What an audit found: every question answered, a grade no higher than the answers allow, and when to look again. */
@Injectable()
export class RecordPlanAudit {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, result: PlanAuditResult, submission?: Submission): Promise<{ id: string; version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, result), submission);
  }

  async within(tx: Transaction, { id, version, ...result }: PlanAuditResult): Promise<{ id: string; version: number }> {
    if (!isId(id)) throw new NotFound();
    const { text, values = [] } = onePlanAudit(tx.actor, id);
    const [audit] = await tx.query<PlanAuditRow>(text, values);
    if (!audit) throw new NotFound();
    this.rules.ensureMay(tx.actor, 'record', 'PlanAudit', audit);
    if (audit.status === 'done') throw new Conflict('This audit is done. Draw another to look at the plan again.');
    refuseWrong(result, tx.today);
    const done = { status: 'done' as const, auditedBy: tx.actor.userId, auditedAt: tx.now };
    await tx.change(PlanAudit, { id, version }, { ...result, ...done });
    const { individualId } = audit;
    const fields = ['answers', 'grade', 'strengths', 'findings', 'reAuditOn'];
    await tx.audit({ act: 'plan_audit.recorded', subjectType: 'plan_audit', subjectId: id, individualId, fields });
    return { id, version: version + 1 };
  }
}

/** @throws Invalid with everything that is wrong, each beside its own box */
function refuseWrong(result: Omit<PlanAuditResult, 'id' | 'version'>, today: Day): void {
  const { answers, grade, reAuditOn, findings } = result;
  const highest = highestGrade(answers);
  const problems = [
    ...problemIf(
      isHigherGrade(grade, highest),
      'grade',
      `With these answers the grade is ${AUDIT_GRADE_WORDS[highest].toLowerCase()} at the most`,
    ),
    ...problemIf(mustBeLookedAtAgain(grade) && findings.trim() === '', 'findings', 'Enter what must get better'),
    ...problemIf(
      mustBeLookedAtAgain(grade) && reAuditOn === null,
      'reAuditOn',
      'Enter when the plan is looked at again',
    ),
    ...problemIf(
      reAuditOn !== null && reAuditOn <= today,
      'reAuditOn',
      'The day it is looked at again must be in the future',
    ),
  ];
  if (problems.length > 0) throw new Invalid(problems);
}

const problemIf = (isWrong: boolean, field: keyof PlanAuditResult, message: string): FieldProblem[] =>
  isWrong ? [{ field, message }] : [];
