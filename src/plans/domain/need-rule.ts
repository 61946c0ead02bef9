import { hasWords } from '../../shared/words';
import type { NeedDomain, NeedStatus } from './plan-vocabulary';

export interface NeedProblem {
  field: string;
  message: string;
}

// "ACE score 6", "6/10", "score: 6", "6 ACEs", or nothing but a number.
const SCORE = /\bscor(?:e|es|ed|ing)\b[^.]{0,20}\d|\d+\s*(?:\/|out of)\s*10\b|\b\d+\s*ACEs?\b|^\s*\d+\s*$/i;

/** What is wrong with an answer about one domain of need, if anything. The field is the domain's detail. */
export function needProblem(need: { domain: NeedDomain; status: NeedStatus; detail: string }): NeedProblem | undefined {
  const field = `${need.domain}-detail`;
  if (need.domain === 'adverse_childhood_experiences' && SCORE.test(need.detail)) {
    // A sum of experiences says nothing of this person's risk and follows them: describe, do not count.
    return { field, message: 'Describe what is known and the support it needs. Do not record a score' };
  }
  const asked = ASKED[need.status];
  if (asked === undefined || hasWords(need.detail)) return undefined;
  return { field, message: need.detail.trim() === '' ? asked : 'Write it in words' };
}

const ASKED: Partial<Record<NeedStatus, string>> = {
  unmet: 'Say what the unmet need is',
  partly_met: 'Say what is met and what is not',
  not_yet_known: 'Say who will find out, and how',
};
