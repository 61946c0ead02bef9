import type { ReviewOutcome } from './break-glass/break-glass-grant.entity';
import type { AccessNoticeKind } from './notices/access-notice.entity';

export const REVIEW_OUTCOME_WORDS: Record<ReviewOutcome, string> = {
  justified: 'Justified',
  not_justified: 'Not justified',
  follow_up: 'Needs follow-up',
};

/** What a notice says happened, after the name of who did it. */
export const ACCESS_NOTICE_WORDS: Record<AccessNoticeKind, string> = {
  break_glass: 'opened this record urgently',
  restricted: 'restricted this record and named you on it',
  named: 'named you on this restricted record',
  lift_asked: 'asks for the restriction of this record to be lifted, and a second person must agree',
  lifted: 'agreed to lift the restriction of this record',
  family_contested: 'says that they champion this family, which somebody else champions too: agree who does',
  family_settled: 'settled who champions this family',
  merged: 'merged this record with another of the same person',
  merge_undone: 'took apart two records that had been merged',
};
