/** What a plan is judged by, in our own words. A new version is a new list: answers keep the version they were given with. */
export const AUDIT_TOOL_VERSION = 1;

export const AUDIT_QUESTIONS = {
  reason: 'It is clear why this person is in the cohort, with dated evidence and its source',
  needs: 'Every need is assessed, with what shows it, and unmet needs have somebody working on them',
  risks: 'Risks are named with their direction, and what protects is given the same weight',
  answered: 'Every active risk and unmet need is answered by an action, or the gap is explained',
  actions: 'Actions are specific, with one owner and one date each, and are kept up to date',
  voice: 'The person was asked, is quoted, and it changed something; if not, the reason is good',
  safety: 'If things get worse, everybody knows who does what, also at night and on a release day',
  family: 'Family, carers and professionals who see it differently are heard',
  fairness: 'Language, culture, disability and fairness are thought of; nobody is labelled',
} as const;
export type AuditQuestion = keyof typeof AUDIT_QUESTIONS;

/** What each question is about, to name it where there is no room for its words. */
export const AUDIT_SUBJECTS: Record<AuditQuestion, string> = {
  reason: 'why this person is in the cohort',
  needs: 'needs',
  risks: 'risks and what protects',
  answered: 'how risks and needs are answered',
  actions: 'actions',
  voice: 'what the person says',
  safety: 'what is done if things get worse',
  family: 'family, carers and other professionals',
  fairness: 'language, culture, disability and fairness',
};

/** 4 excellent to 1 poor, as in the audits of multi-agency public protection; `na` does not apply. */
export const AUDIT_SCORES = ['4', '3', '2', '1', 'na'] as const;
export type AuditScore = (typeof AUDIT_SCORES)[number];
export const AUDIT_SCORE_WORDS: Record<AuditScore, string> = {
  '4': 'Excellent',
  '3': 'Satisfactory',
  '2': 'Unsatisfactory',
  '1': 'Poor',
  na: 'Does not apply',
};

export const AUDIT_GRADES = ['outstanding', 'good', 'requires_improvement', 'inadequate'] as const;
export type AuditGrade = (typeof AUDIT_GRADES)[number];
export const AUDIT_GRADE_WORDS: Record<AuditGrade, string> = {
  outstanding: 'Outstanding',
  good: 'Good',
  requires_improvement: 'Requires improvement',
  inadequate: 'Inadequate',
};

export type AuditAnswers = Record<AuditQuestion, AuditScore>;

export const auditQuestions = Object.keys(AUDIT_QUESTIONS).filter(
  (name): name is AuditQuestion => name in AUDIT_QUESTIONS,
);

/** The questions that were answered worse than satisfactory. */
export const weakAnswers = (answers: Partial<AuditAnswers>): AuditQuestion[] =>
  auditQuestions.filter((question) => answers[question] === '1' || answers[question] === '2');

/** A plan of this grade is looked at again, on a day that is set with the grade. */
export const mustBeLookedAtAgain = (grade: AuditGrade): boolean =>
  grade === 'requires_improvement' || grade === 'inadequate';

/**
 * The highest grade these answers allow: one poor answer cannot be good, and half of them unsatisfactory is inadequate. The
 * auditor may grade lower, never higher.
 */
export function highestGrade(answers: AuditAnswers): AuditGrade {
  const scores = auditQuestions
    .map((question) => answers[question])
    .filter((score) => score !== 'na')
    .map(Number);
  const weak = scores.filter((score) => score <= 2).length;
  // Where nothing applies there is nothing to call good.
  if (scores.length === 0 || weak * 2 >= scores.length) return 'inadequate';
  if (scores.some((score) => score === 1) || weak >= 2) return 'requires_improvement';
  return weak === 0 && scores.filter((score) => score === 4).length * 2 >= scores.length ? 'outstanding' : 'good';
}

export const isHigherGrade = (one: AuditGrade, other: AuditGrade): boolean =>
  AUDIT_GRADES.indexOf(one) < AUDIT_GRADES.indexOf(other);
