import { bandWords } from '../../individuals';
import type { Day } from '../../shared/day';
import { bandRule } from '../domain/band-rule';
import { allQuestions, type Axis } from '../domain/tool-definition';
import type { JudgementDecisionMade } from '../judgements/judgement-decision.entity';
import { ANSWER_WORDS, pointsWords, shareWords } from '../screening-words';
import type { ScreeningRow } from '../screenings.queries';
import type { WholeScreening } from './whole-screening';

export const AXIS_TITLES: Record<Axis, string> = { exploitation: 'Exploitation', violence: 'Violence' };

/** One of the two bands, with where it comes from. Of an imported screening there is only the band. */
export function presentAxis(axis: Axis, row: ScreeningRow, screening: WholeScreening | null) {
  const scored = axis === 'exploitation' ? row.exploitation_band : row.violence_band;
  const inEffect = (axis === 'exploitation' ? row.judged_exploitation_band : row.judged_violence_band) ?? scored;
  const band = { axis, title: AXIS_TITLES[axis], bandInEffect: bandWords(inEffect) };
  return screening ? { ...band, traced: trace(axis, screening, row.judgement_decision) } : { ...band, traced: null };
}

/** Every point of one axis with the answer it came from and why. */
export function trace(
  axis: Axis,
  { definition, answers, result }: WholeScreening,
  decision: JudgementDecisionMade | null = null,
) {
  const scored = result[axis];
  const { judged, isDifferent, needsSecondPerson } = result.judgement[axis];
  const questions = new Map(allQuestions(definition).map((question) => [question.id, question]));
  const counted = scored.contributions.filter(({ points }) => points > 0);
  const notKnown = scored.contributions.filter(({ answer }) => answer === 'unknown').length;
  const notAnswered = scored.contributions.filter(({ answer }) => answer === 'unanswered').length;
  return {
    scoredBand: bandWords(scored.band),
    stands: scored.stands ? presentStanding(scored.stands) : null,
    judgedBand: bandWords(judged),
    isDifferent,
    /** A lower band that nobody else has decided about: the answers' band stands until then. */
    isWaiting: needsSecondPerson && decision === null,
    isNotAgreed: needsSecondPerson && decision === 'not_agreed',
    points: pointsWords(scored.points),
    share: shareWords(scored.shareAnswered, scored.contributions.length),
    notKnown,
    notAnswered,
    rule: presentRule(axis, { definition, answers, result }),
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

/** The last known band, which too few answers did not take away. */
const presentStanding = ({ band, on }: { band: string; on: Day }) => ({ band: bandWords(band), on });

/** The rule of the tool that gave the band, and the answers that met it. */
function presentRule(axis: Axis, { definition, answers, result }: WholeScreening) {
  const { ageOnDay } = result;
  const rule = bandRule(definition, axis, { result: result[axis], answers: answers.questions, ageOnDay });
  const questions = new Map(allQuestions(definition).map((question) => [question.id, question]));
  return (
    rule && {
      name: rule.name,
      // Points come from every answer that gave one: the table of points names them all.
      answers: (rule.kind === 'points' ? [] : rule.questionIds).map((id) => ({
        question: questions.get(id)?.text ?? id,
        answer: ANSWER_WORDS[answers.questions[id]?.answer ?? 'unanswered'],
      })),
    }
  );
}
