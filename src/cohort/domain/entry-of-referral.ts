import type { Day } from '../../shared/day';
import { dayInWords } from '../../shared/day';
import type { EvidenceKind } from './grounds';

/** What an accepted referral says of its decision. */
export interface AcceptedReferral {
  reference: string;
  kind: 'proactive' | 'reactive';
  reason: string;
  /** What the referrer added afterwards, the oldest first. */
  added: string[];
  happened_on: Day | null;
  referred_on: Day;
  is_experiencing: boolean | null;
  is_perpetrating: boolean | null;
  decided_on: Day;
  decision_reason: string;
  decided_by: string;
  decided_by_agency: string;
}

/** The part of an entry that a referral can speak for. */
export interface ProposedEntry {
  startedOn: Day;
  /** Null where the referral names no day on which something happened: the day somebody referred is no evidence. */
  evidenceOn: Day | null;
  isExperiencing: boolean | null;
  isPerpetrating: boolean | null;
  decision: string;
  evidence: string;
  /** Null where the referral tells of nothing that happened: whoever decides says what it is. */
  evidenceKind: EvidenceKind | null;
  deciders: string[];
}

/**
 * What an accepted referral says, for somebody to read and change. Which criteria are met, the tier, and what was considered and
 * rejected no referral says: those stay open, so that nobody enters by pressing a button.
 */
export const entryOfReferral = (said: AcceptedReferral): ProposedEntry => ({
  startedOn: said.decided_on,
  evidenceOn: said.happened_on,
  isExperiencing: said.is_experiencing,
  isPerpetrating: said.is_perpetrating,
  decision: `Referral ${said.reference} accepted on ${dayInWords(said.decided_on)}: ${said.decision_reason}`,
  evidence: [said.reason, ...said.added, `From referral ${said.reference} of ${dayInWords(said.referred_on)}`].join(
    '\n\n',
  ),
  evidenceKind: said.kind === 'reactive' && said.happened_on !== null ? 'incident' : null,
  deciders: [`${said.decided_by}, ${said.decided_by_agency}`],
});
