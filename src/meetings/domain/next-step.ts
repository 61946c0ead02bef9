/** What comes next at a meeting, in the order of business: who is there, the papers of last time, what was asked for last time, then the cases. */
export type NextStep = 'open' | 'attendance' | 'papers' | 'outstanding' | 'case' | 'close';

export interface OrderOfBusiness {
  isOpened: boolean;
  isAttendanceRecorded: boolean;
  /** Papers of before wait to go round or for an approval, which is the actor's to record. */
  hasPapersToSee: boolean;
  /** Outstanding actions of earlier meetings that nobody has answered for. */
  unanswered: number;
  /** The panel has turned to the cases: then it is not sent back to the actions between two of them. */
  hasDecided: boolean;
  hasCaseWaiting: boolean;
}

export function nextStep(meeting: OrderOfBusiness): NextStep {
  const { isOpened, isAttendanceRecorded, hasPapersToSee, unanswered, hasDecided, hasCaseWaiting } = meeting;
  if (!isOpened) return 'open';
  if (!isAttendanceRecorded && !hasDecided) return 'attendance';
  if (hasPapersToSee && !hasDecided) return 'papers';
  if (unanswered > 0 && !hasDecided) return 'outstanding';
  if (hasCaseWaiting) return 'case';
  if (hasPapersToSee) return 'papers';
  return unanswered > 0 ? 'outstanding' : 'close';
}
