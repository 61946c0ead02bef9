import type { ExitReason } from '../cohort';
import { TIER_WORDS, type Tier } from '../individuals';
import type { Transaction } from '../platform/database';
import type { ReviewDecision } from '../reviews';
import { type Day, dayInWords } from '../shared/day';
import { govTime } from '../web/format-date';
import { leavingWords } from './leaving-words';
import { PANEL_DECISION_WORDS } from './meeting-words';
import { tierMoveWords } from './tier-move';

/** The decision that stands on an item, and what it made of tier and next review. */
export interface StandingDecision {
  decision: ReviewDecision;
  rationale: string;
  dissent: string | null;
  decidedBy: string;
  decidedAt: Date;
  outcomeKept: boolean;
  tierBefore: Tier | null;
  tierAfter: Tier | null;
  nextReviewOn: Day | null;
  exitReason: ExitReason | null;
  acceptingAuthority: string | null;
  acceptedBy: string | null;
  acceptedOn: Day | null;
}

/** The decision of an item the actor has loaded; undefined while there is none. */
export async function standingDecision(tx: Transaction, itemId: string): Promise<StandingDecision | undefined> {
  const [standing] = await tx.query<StandingDecision>(
    `SELECT t.decision, t.rationale, t.dissent, u.display_name AS "decidedBy", t.decided_at AS "decidedAt",
            t.outcome_kept AS "outcomeKept", t.tier_before AS "tierBefore", t.tier_after AS "tierAfter", t.next_review_on AS "nextReviewOn",
            t.exit_reason AS "exitReason", t.accepting_authority AS "acceptingAuthority", t.accepted_by AS "acceptedBy", t.accepted_on AS "acceptedOn"
       FROM meeting_items t JOIN users u ON u.id = t.decided_by WHERE t.id = $1 AND t.status = 'decided'`,
    [itemId],
  );
  return standing;
}

/** What stands in the record of a decision that was taken again: when, by whom and why, and all that it said. */
export function replacedWords(standing: StandingDecision, by: { name: string; at: Date; reason: string }): string {
  const { outcomeKept, tierBefore, tierAfter, nextReviewOn, dissent } = standing;
  const tier = outcomeKept ? tierMoveWords(tierBefore, tierAfter, TIER_WORDS) : '';
  return [
    `Replaced at ${govTime(by.at)} by ${by.name}: ${by.reason.trim()}`,
    `It was: ${PANEL_DECISION_WORDS[standing.decision]}.${tier === '' ? '' : ` ${tier}.`}${
      nextReviewOn === null ? '' : ` Next review due ${dayInWords(nextReviewOn)}.`
    }`,
    ...leavingWords({
      exit_reason: standing.exitReason,
      accepting_authority: standing.acceptingAuthority,
      accepted_by: standing.acceptedBy,
      accepted_on: standing.acceptedOn,
    }).map((words) => `${words}.`),
    `Reasons: ${standing.rationale}`,
    ...(dissent === null ? [] : [`A view that differed: ${dissent}`]),
    `Recorded by ${standing.decidedBy} at ${govTime(standing.decidedAt)}.`,
  ].join('\n');
}
