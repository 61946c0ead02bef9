import { caseLayoutModel, type CaseHeader } from '../../individuals';
import { allQuestions } from '../domain/tool-definition';
import { screeningPaths } from '../paths';
import { ANSWER_WORDS } from '../screening-words';
import type { ScreeningRow } from '../screenings.queries';
import { presentAxis } from './present-axis';
import { presentLastTime } from './present-last-time';
import { whole, type WholeScreening } from './whole-screening';

/** One screening on one page: the bands, where every point came from, what is not known, and last time beside it. */
export function presentScreening(header: CaseHeader, row: ScreeningRow, before: ScreeningRow | undefined) {
  const screening = whole(row);
  return {
    ...caseLayoutModel(header, 'screenings'),
    backHref: screeningPaths.list(header.id),
    screenedOn: row.screened_on,
    recordedAt: row.recorded_at,
    who: `${row.screened_by_name}, ${row.agency_name}`,
    isImported: row.source === 'imported',
    axes: [presentAxis('exploitation', row, screening), presentAxis('violence', row, screening)],
    judgementReason: row.judgement_reason,
    lastTime: before ? presentLastTime(row, before) : null,
    ...(screening ? presentAnswers(screening) : {}),
  };
}

function presentAnswers({ definition, answers, result }: WholeScreening) {
  const questions = allQuestions(definition);
  const listed = (answer: 'unknown' | 'no' | 'unanswered') =>
    questions
      .filter(({ id }) => (answers.questions[id]?.answer ?? 'unanswered') === answer)
      .map(({ id, text }) => ({ text, evidence: answers.questions[id]?.evidence ?? null }));
  return {
    tool: { title: definition.title, number: definition.version },
    total: result.total,
    groups: [
      {
        id: 'not-known',
        title: 'Not known',
        why: 'Asked, and nobody knows. Never counted as a no.',
        questions: listed('unknown'),
      },
      {
        id: 'not-answered',
        title: 'Not answered',
        why: 'Left blank. Never counted as a no.',
        questions: listed('unanswered'),
      },
      { id: 'answered-no', title: 'Answered no', why: '', questions: listed('no') },
    ],
    protectiveFactors: definition.protectiveFactors.map(({ id, text }) => ({
      text,
      answer: ANSWER_WORDS[answers.protectiveFactors[id]?.answer ?? 'unanswered'],
      note: answers.protectiveFactors[id]?.note ?? null,
    })),
  };
}

export type ScreeningModel = ReturnType<typeof presentScreening>;
