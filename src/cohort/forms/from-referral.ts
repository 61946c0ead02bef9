import type { Day } from '../../shared/day';
import type { ProposedEntry } from '../domain/entry-of-referral';
import type { TypedCohort } from './present-cohort-forms';

/** A proposed entry in the fields of its form. */
export const inEntryForm = ({ startedOn, evidenceOn, ...proposed }: ProposedEntry): TypedCohort => ({
  ...inBoxes('startedOn', startedOn),
  ...(evidenceOn === null ? {} : inBoxes('evidenceOn', evidenceOn)),
  isExperiencing: answerOf(proposed.isExperiencing),
  isPerpetrating: answerOf(proposed.isPerpetrating),
  decision: proposed.decision,
  evidence: proposed.evidence,
  ...(proposed.evidenceKind === null ? {} : { evidenceKind: proposed.evidenceKind }),
  deciders: proposed.deciders.join('\n'),
});

const inBoxes = (field: 'startedOn' | 'evidenceOn', day: Day): TypedCohort => {
  const [year, month, date] = day.split('-').map(Number);
  return { [`${field}-day`]: String(date), [`${field}-month`]: String(month), [`${field}-year`]: String(year) };
};

function answerOf(answer: boolean | null): string {
  if (answer === null) return 'not_known';
  return answer ? 'yes' : 'no';
}
