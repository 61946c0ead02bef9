import { type Day, isBefore } from '../../shared/day';
import type { FieldProblem } from '../../shared/errors';

/** What a piece of evidence is. `imported` is the words of a spreadsheet, which nobody can choose by hand. */
export const EVIDENCE_KINDS = ['incident', 'disclosure', 'observation', 'intelligence', 'screening'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export interface DatedEvidence {
  kind: EvidenceKind;
  text: string;
  happenedOn: Day;
}

/** What a decision about the cohort rests on, as it was given. */
export interface Grounds {
  /** Ids of criteria of the identification method in force. */
  criteriaMet: string[];
  evidence: DatedEvidence[];
  /** Name and agency of each. */
  deciders: string[];
}

/** Names of the fields that the first piece of evidence has in the form. */
const FIRST = { kind: 'evidenceKind', text: 'evidence', happenedOn: 'evidenceOn' };

/**
 * Never on a score alone nor without dated evidence (the lesson of the Gangs Matrix; ICO enforcement notice, November
 * 2018): criteria that are named, evidence with its day, and people who answer for it.
 */
export function problemsOfGrounds(grounds: Grounds, today: Day): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (grounds.criteriaMet.length === 0) {
    problems.push({ field: 'criteriaMet', message: 'Select each criterion that is met' });
  }
  grounds.evidence.forEach((piece, at) => {
    const field = (name: keyof typeof FIRST) => (at === 0 ? FIRST[name] : `furtherEvidence.${at - 1}.${name}`);
    if (piece.text.trim() === '') {
      problems.push({ field: field('text'), message: 'Enter the evidence for this decision' });
    }
    if (isBefore(today, piece.happenedOn)) {
      const message = 'The day of the evidence must be today or in the past';
      problems.push({ field: field('happenedOn'), message });
    }
  });
  if (grounds.evidence.every(({ kind }) => kind === 'screening')) {
    const message = 'A screening alone is not enough. Add something that happened, was said or was seen, with its day';
    problems.push({ field: FIRST.kind, message });
  }
  if (grounds.deciders.every((name) => name.trim() === '')) {
    problems.push({ field: 'deciders', message: 'Enter who decided' });
  }
  return problems;
}
