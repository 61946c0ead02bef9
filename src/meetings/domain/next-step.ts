/** What comes next at a meeting, in the order of business: who is there, the last minutes, what was asked for last time, then the cases. */
export type NextStep = 'open' | 'attendance' | 'minutes' | 'outstanding' | 'case' | 'close';

export interface OrderOfBusiness {
  isOpened: boolean;
  isAttendanceRecorded: boolean;
  /** Minutes of before wait for an approval that is the actor's to record. */
  hasMinutesToApprove: boolean;
  /** Outstanding actions of earlier meetings that nobody has answered for. */
  unanswered: number;
  /** The panel has turned to the cases: then it is not sent back to the actions between two of them. */
  hasDecided: boolean;
  hasCaseWaiting: boolean;
}

export function nextStep(meeting: OrderOfBusiness): NextStep {
  const { isOpened, isAttendanceRecorded, hasMinutesToApprove, unanswered, hasDecided, hasCaseWaiting } = meeting;
  if (!isOpened) return 'open';
  if (!isAttendanceRecorded && !hasDecided) return 'attendance';
  if (hasMinutesToApprove && !hasDecided) return 'minutes';
  if (unanswered > 0 && !hasDecided) return 'outstanding';
  if (hasCaseWaiting) return 'case';
  if (hasMinutesToApprove) return 'minutes';
  return unanswered > 0 ? 'outstanding' : 'close';
}
