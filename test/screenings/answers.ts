import { demonstrationTool, InstallTool } from '../../src/screenings';
import { SYSTEM_ACTOR } from '../../src/platform/access';
import type { TestApp } from '../support/test-app';

/** Puts the demonstration tool in force, as the service does when it loads the demonstration. */
export async function installDemonstrationTool(test: TestApp): Promise<string> {
  return (await test.get(InstallTool).run(SYSTEM_ACTOR, demonstrationTool)).toolVersionId;
}

const questionIds = demonstrationTool.domains.flatMap(({ questions }) => questions.map(({ id }) => id));

/** Every box of the form as a browser sends it: all questions answered no but those given, the others blank. */
export function filledForm(
  answers: Record<string, string> = {},
  more: Record<string, string> = {},
): Record<string, string> {
  const questions = questionIds.flatMap((id): [string, string][] => [
    [`answers[${id}][answer]`, answers[id] ?? 'no'],
    [`answers[${id}][evidence]`, ''],
    [`answers[${id}][lastHappenedOn-day]`, ''],
    [`answers[${id}][lastHappenedOn-month]`, ''],
    [`answers[${id}][lastHappenedOn-year]`, ''],
  ]);
  const strengths = demonstrationTool.protectiveFactors.map(({ id }) => [`protectiveFactors[${id}][note]`, '']);
  return {
    ...Object.fromEntries(questions.filter(([, value]) => value !== 'blank')),
    ...Object.fromEntries(strengths),
    'screenedOn-day': '20',
    'screenedOn-month': '11',
    'screenedOn-year': '2026',
    judgedExploitationBand: 'as_answered',
    judgedViolenceBand: 'as_answered',
    judgementReason: '',
    ...more,
  };
}

/** The same for the API. */
export const answerList = (answers: Record<string, string> = {}) =>
  questionIds
    .map((questionId) => ({ questionId, answer: answers[questionId] ?? 'no' }))
    .filter(({ answer }) => answer !== 'blank');

/** A question as the form of a part asks for one. */
export const newQuestion = {
  domainId: 'away',
  text: 'Do they sleep somewhere nobody knows?',
  help: 'Ask where.',
  answers: 'graded_unknown',
  axes: 'exploitation',
  weight: '2',
  recencyMonths: '',
  olderWeight: '',
  more: 'needsEvidence',
  exploitationLevel: '',
  violenceLevel: '',
};
