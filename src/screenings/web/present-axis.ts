import { bandWords } from '../../individuals';
import { allQuestions, type Axis } from '../domain/tool-definition';
import { ANSWER_WORDS, pointsWords, shareWords } from '../screening-words';
import type { ScreeningRow } from '../screenings.queries';
import type { WholeScreening } from './whole-screening';

const TITLES: Record<Axis, string> = { exploitation: 'Exploitation', violence: 'Violence' };

/** One of the two bands, with where it comes from. Of an imported screening there is only the band. */
export function presentAxis(axis: Axis, row: ScreeningRow, screening: WholeScreening | null) {
  const scored = axis === 'exploitation' ? row.exploitation_band : row.violence_band;
  const inEffect = (axis === 'exploitation' ? row.judged_exploitation_band : row.judged_violence_band) ?? scored;
  const band = { axis, title: TITLES[axis], bandInEffect: bandWords(inEffect) };
  return screening ? { ...band, traced: trace(axis, screening) } : { ...band, traced: null };
}

function trace(axis: Axis, { definition, answers, result }: WholeScreening) {
  const scored = result[axis];
  const { judged, isDifferent, needsSecondPerson } = result.judgement[axis];
  const questions = new Map(allQuestions(definition).map((question) => [question.id, question]));
  const counted = scored.contributions.filter(({ points }) => points > 0);
  const notKnown = scored.contributions.filter(({ answer }) => answer === 'unknown').length;
  const notAnswered = scored.contributions.filter(({ answer }) => answer === 'unanswered').length;
  return {
    scoredBand: bandWords(scored.band),
    judgedBand: bandWords(judged),
    isDifferent,
    needsSecondPerson,
    points: pointsWords(scored.points),
    share: shareWords(scored.shareAnswered, scored.contributions.length),
    notKnown,
    notAnswered,
    triggered: scored.triggered,
    contributions: counted
      .toSorted((one, other) => other.points - one.points)
      .map(({ questionId, answer, points, why }) => ({
        question: questions.get(questionId)?.text ?? questionId,
        answer: ANSWER_WORDS[answer],
        points,
        why,
        evidence: answers.questions[questionId]?.evidence ?? null,
        lastHappenedOn: answers.questions[questionId]?.lastHappenedOn ?? null,
      })),
  };
}
