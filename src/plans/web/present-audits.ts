import type { CursorPage } from '../../platform/http';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import {
  AUDIT_GRADE_WORDS,
  AUDIT_GRADES,
  AUDIT_QUESTIONS,
  AUDIT_SCORE_WORDS,
  AUDIT_SCORES,
  auditQuestions,
} from '../domain/audit-tool';
import type { AuditResultForm } from '../forms/audit.form';
import { planPaths } from '../paths';
import type { PlanAuditRow } from '../plan-audits.queries';
import type { Typed } from './plan-forms';
import { presentAuditRow, scoreWords } from './present-last-audit';

export type TypedAudit = TypedFields<keyof AuditResultForm | DayBoxes<'reAuditOn'>>;

/** The answers of the page, each in a field of its own, as the form of the API has them. */
export function answersTyped(fields: Typed): Typed {
  const isAnswer = (name: string): boolean => name.startsWith('answer-');
  const answers = Object.fromEntries(auditQuestions.map((question) => [question, fields[`answer-${question}`]]));
  return { ...Object.fromEntries(Object.entries(fields).filter(([name]) => !isAnswer(name))), answers };
}

export const presentAudits = (page: CursorPage<PlanAuditRow>, size: unknown, isFirst: boolean) => ({
  audits: page.items.map(presentAuditRow),
  drawHref: planPaths.audits,
  size: size ?? '5',
  nextHref: page.nextCursor === null ? undefined : `${planPaths.audits}?cursor=${page.nextCursor}`,
  firstHref: isFirst ? undefined : planPaths.audits,
});

export type AuditsModel = ReturnType<typeof presentAudits>;

export function presentAudit(row: PlanAuditRow, mayRecord: (row: PlanAuditRow) => boolean, typed: Typed) {
  const sent: TypedAudit = typed;
  return {
    ...presentAuditRow(row),
    backHref: planPaths.audits,
    formAction: planPaths.audit(row.id),
    editionHref: planPaths.edition(row.individualId, row.edition),
    version: row.version,
    mayRecord: row.status === 'to_do' && mayRecord(row),
    isOwn: row.status === 'to_do' && !mayRecord(row),
    typed: sent,
    questions: auditQuestions.map((question) => ({
      id: `answers.${question}`,
      name: `answer-${question}`,
      words: AUDIT_QUESTIONS[question],
      typed: typed[`answer-${question}`],
      answer: scoreWords(row.answers[question]),
    })),
    scores: AUDIT_SCORES.map((value) => ({ value, text: AUDIT_SCORE_WORDS[value] })),
    grades: AUDIT_GRADES.map((value) => ({ value, text: AUDIT_GRADE_WORDS[value] })),
    strengths: row.strengths,
    findings: row.findings,
  };
}

export type AuditModel = ReturnType<typeof presentAudit>;
