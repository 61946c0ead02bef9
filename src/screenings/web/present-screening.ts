import { caseLayoutModel, type CaseHeader } from '../../individuals';
import { allQuestions } from '../domain/tool-definition';
import { screeningPaths } from '../paths';
import { ANSWER_WORDS } from '../screening-words';
import type { ScreeningRow } from '../screenings.queries';
import { presentAxis } from './present-axis';
import { presentLastTime } from './present-last-time';
import { whole, type WholeScreening } from './whole-screening';

/** One screening on one page: the bands, where every point came from, what is not known, and last time beside it. */
export function presentScreening(
  header: CaseHeader,
  row: ScreeningRow,
  { before, mayAgree }: { before: ScreeningRow | undefined; mayAgree: boolean },
) {
  const screening = whole(row);
  return {
    ...caseLayoutModel(header, 'screenings'),
    backHref: screeningPaths.list(header.id),
    screenedOn: row.screened_on,
    recordedAt: row.recorded_at,
    who: `${row.screened_by_name}, ${row.agency_name}`,
    judgedOverHref: screening?.result.judgedOver
      ? screeningPaths.one(header.id, screening.result.judgedOver)
      : undefined,
    isImported: row.source === 'imported',
    axes: [presentAxis('exploitation', row, screening), presentAxis('violence', row, screening)],
    judgementReason: row.judgement_reason,
    secondPerson: secondPersonOf(row),
    agreementHref: mayAgree && row.awaits_second_person ? screeningPaths.agreement(header.id, row.id) : null,
    lastTime: before ? presentLastTime(row, before) : null,
    ...(screening ? presentAnswers(screening) : {}),
  };
}

/** What somebody else decided about a band judged lower than the answers give. */
function secondPersonOf(row: ScreeningRow) {
  const { judgement_decision: decision, decided_at: at, decided_by_name: by, decision_reason: reason } = row;
  return decision === null || at === null ? null : { agreed: decision === 'agreed', by, at, reason };
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
