import type { Day } from '../shared/day';
import type { ExploitationJudgement, ViolenceJudgement } from './domain/judge-band';
import type { GivenAnswer } from './domain/score-question';
import type { ScreeningResult } from './domain/score-screening';
import type { Answer } from './domain/tool-definition';

/** An answer and what it is based on, in the practitioner's words. */
export interface EvidencedAnswer extends GivenAnswer {
  evidence?: string;
}

/** A strength with the same four answers as a risk; it is never scored. */
export interface StrengthAnswer {
  answer: Answer;
  note?: string;
}

/** The `answers` column, by question and protective factor id. */
export interface KeptAnswers {
  questions: Record<string, EvidencedAnswer>;
  protectiveFactors: Record<string, StrengthAnswer>;
}

/** The practitioner's band beside the one the answers give. */
export interface KeptJudgement<Band> {
  judged: Band;
  isDifferent: boolean;
  /** Lower than the answers give: it does not count until a second person agrees. */
  needsSecondPerson: boolean;
}

export interface KeptJudgements {
  exploitation: KeptJudgement<ExploitationJudgement>;
  violence: KeptJudgement<ViolenceJudgement>;
}

/** The `result` column: what the tool said, traced, and what the practitioner made of it. */
export interface KeptResult extends ScreeningResult {
  /** Whole years on the day of the screening; null when the date of birth is not known. */
  ageOnDay: number | null;
  judgement: KeptJudgements;
  /** The screening whose answers these are, where a panel judged the bands beside them, and the item at which it did. */
  judgedOver?: string;
  judgedIn?: string;
  /** Which panel that was and the day of its meeting: whoever is asked to agree may not sit on it. */
  judgedAt?: { panel: string; on: Day };
}
