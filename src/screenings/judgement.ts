import {
  type ExploitationJudgement,
  judgeBand,
  type Judgement,
  JudgementNeedsReason,
  type BandQuestion,
  type ViolenceJudgement,
} from './domain/judge-band';
import type { ScreeningResult } from './domain/score-screening';
import type { KeptJudgement } from './kept-screening';
import { bandWords } from '../individuals';
import { ReasonMissing } from './screening.errors';

interface Judged {
  judgedExploitationBand?: ExploitationJudgement | null;
  judgedViolenceBand?: ViolenceJudgement | null;
  judgementReason?: string | null;
}

/**
 * The judgement as it is kept beside the result, and the part of it that counts now: a band lower than the one that
 * stands, which is the answers' unless too little is known, waits for a second person.
 * @throws ReasonMissing
 */
export function judgementOf({ exploitation, violence }: ScreeningResult, input: Judged) {
  const reason = input.judgementReason ?? undefined;
  const standing = {
    exploitation: exploitation.stands?.band ?? exploitation.band,
    violence: violence.stands?.band ?? violence.band,
  };
  const judgedExploitation = input.judgedExploitationBand ?? standing.exploitation;
  const judgedViolence = input.judgedViolenceBand ?? standing.violence;
  const onExploitation = judge({
    axis: 'exploitation',
    scored: standing.exploitation,
    judged: judgedExploitation,
    reason,
  });
  const onViolence = judge({ axis: 'violence', scored: standing.violence, judged: judgedViolence, reason });
  const inEffect = {
    judgedExploitationBand: counts(onExploitation) ? judgedExploitation : (exploitation.stands?.band ?? null),
    judgedViolenceBand: counts(onViolence) ? judgedViolence : (violence.stands?.band ?? null),
  };
  const kept = {
    exploitation: keptOf(judgedExploitation, onExploitation),
    violence: keptOf(judgedViolence, onViolence),
  };
  const fields = [
    'answers',
    ...(onExploitation.isDifferent ? ['judgement.exploitation'] : []),
    ...(onViolence.isDifferent ? ['judgement.violence'] : []),
  ];
  return { inEffect, kept, fields, reason: onExploitation.reason };
}

function judge(question: BandQuestion): Judgement {
  try {
    return judgeBand(question);
  } catch (error) {
    if (!(error instanceof JudgementNeedsReason)) throw error;
    throw new ReasonMissing(question.axis, {
      judged: bandWords(question.judged),
      scored: bandWords(question.scored),
    });
  }
}

const counts = ({ isDifferent, needsSecondPerson }: Judgement): boolean => isDifferent && !needsSecondPerson;

const keptOf = <Band>(judged: Band, { isDifferent, needsSecondPerson }: Judgement): KeptJudgement<Band> => ({
  judged,
  isDifferent,
  needsSecondPerson,
});
