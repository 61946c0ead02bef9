import type { Day } from '../../shared/day';
import { govDate } from '../../web/format-date';
import type { AcceptedReferralRow } from '../accepted-referral.queries';
import type { TypedCohort } from './present-cohort-forms';

/**
 * What an accepted referral says, in the fields of an entry, for somebody to read and change. Which criteria are met and what was
 * considered and rejected no referral says: those stay open, so that nobody enters by pressing a button.
 */
export function fromReferral(row: AcceptedReferralRow): TypedCohort {
  return {
    ...inBoxes('startedOn', row.decided_on),
    ...inBoxes('evidenceOn', row.happened_on ?? row.referred_on),
    isExperiencing: answerOf(row.is_experiencing),
    isPerpetrating: answerOf(row.is_perpetrating),
    decision: `Referral ${row.reference} accepted on ${govDate(row.decided_on)}: ${row.decision_reason}`,
    evidence: [row.reason, ...row.added].join('\n\n'),
    evidenceKind: row.kind === 'reactive' ? 'incident' : 'observation',
    deciders: `${row.decided_by}, ${row.decided_by_agency}`,
  };
}

const inBoxes = (field: 'startedOn' | 'evidenceOn', day: Day): TypedCohort => {
  const [year, month, date] = day.split('-').map(Number);
  return { [`${field}-day`]: String(date), [`${field}-month`]: String(month), [`${field}-year`]: String(year) };
};

function answerOf(answer: boolean | null): string {
  if (answer === null) return 'not_known';
  return answer ? 'yes' : 'no';
}
