import { govDate } from '../../web/format-date';
import type { ObligationKind } from '../domain/ladder';
import type { CountedFromRow } from '../due-dates.queries';

/** The day from which something that is due is counted, and what happened on it. */
export function countedWords(kind: ObligationKind, facts: CountedFromRow | undefined): string {
  const entered =
    facts?.entered_on == null ? 'Not in the cohort' : `Came into the cohort on ${govDate(facts.entered_on)}`;
  switch (kind) {
    case 'screening':
      return facts?.screened_on == null
        ? `Never screened. ${entered}`
        : `Last screened on ${govDate(facts.screened_on)}`;
    case 'validation':
      if (facts?.validated_on != null) return `Last checked on ${govDate(facts.validated_on)}`;
      if (facts?.started_on == null || facts.entered_on == null || facts.started_on === facts.entered_on)
        return entered;
      // A change of tier does not ask whether they still belong, so it moves no day.
      return `${entered}. The change of ${govDate(facts.started_on)} to their tier, strand or roles did not check that`;
    case 'chase':
      if (facts?.acknowledged_at == null) return 'Nobody has acknowledged that the review is overdue';
      return `Acknowledged by ${facts.acknowledged_by ?? 'somebody'} on ${govDate(facts.acknowledged_at)}, who set this day`;
    case 'no_plan': {
      const { entered_on: enteredOn, plan_closed_on: closedOn } = facts ?? {};
      const isClosedSince = enteredOn != null && closedOn != null && closedOn >= enteredOn;
      return isClosedSince
        ? `The plan before was closed on ${govDate(closedOn)}, and they are still in the cohort`
        : entered;
    }
    case 'judgement':
      return 'The day the lower band was recorded, 5 working days';
    case 'cohort_decision':
      return decisionCountedFrom(facts);
    case 'relationship_review':
      return 'The day that was set when it was recorded, or last looked at';
    default:
      return 'The day it went missing';
  }
}

function decisionCountedFrom(facts: CountedFromRow | undefined): string {
  if (facts?.asked_again_on != null) {
    return `Left the cohort as entered in error on ${govDate(facts.asked_again_on)}`;
  }
  return facts?.accepted_on == null
    ? 'No referral waits for a decision'
    : `Referral accepted on ${govDate(facts.accepted_on)}`;
}
