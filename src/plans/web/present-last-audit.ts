import { AUDIT_GRADE_WORDS, AUDIT_QUESTIONS, AUDIT_SCORE_WORDS, weakAnswers } from '../domain/audit-tool';
import { planPaths } from '../paths';
import type { PlanAuditRow } from '../plan-audits.queries';

/** What the last audit found, as the page of its plan shows it to those who make the plan better. */
export const presentLastAudit = (row: PlanAuditRow, isAuditor: boolean) => ({
  ...presentAuditRow(row),
  href: isAuditor ? planPaths.audit(row.id) : undefined,
  weak: weakAnswers(row.answers).map((question) => ({
    words: AUDIT_QUESTIONS[question],
    answer: scoreWords(row.answers[question]),
  })),
  strengths: row.strengths,
  findings: row.findings,
});

/** An audit as lists of audits show it. */
export const presentAuditRow = (row: PlanAuditRow) => ({
  href: planPaths.audit(row.id),
  name: row.name,
  reference: row.reference,
  edition: row.edition,
  isDone: row.status === 'done',
  kindWords: row.isReAudit ? 'Second look' : 'Drawn by lot',
  drawnAt: row.drawnAt,
  drawnBy: row.drawnBy,
  gradeWords: row.grade === null ? 'To do' : AUDIT_GRADE_WORDS[row.grade],
  gradeClasses: row.grade === null ? 'govuk-tag--blue' : GRADE_CLASSES[row.grade],
  auditedBy: row.auditedBy,
  auditedAt: row.auditedAt,
  reAuditOn: row.reAuditOn,
});

export const scoreWords = (score: keyof typeof AUDIT_SCORE_WORDS | undefined): string =>
  score === undefined ? 'Not answered' : AUDIT_SCORE_WORDS[score];

const GRADE_CLASSES = {
  outstanding: 'govuk-tag--green',
  good: 'govuk-tag--green',
  requires_improvement: 'govuk-tag--yellow',
  inadequate: 'govuk-tag--red',
};
