import { nextStep, type OrderOfBusiness } from './next-step';

const opened: OrderOfBusiness = {
  isOpened: true,
  isAttendanceRecorded: true,
  hasMinutesToApprove: false,
  unanswered: 0,
  hasDecided: false,
  hasCaseWaiting: true,
};

describe('the next step of a meeting', () => {
  it.each([
    [{ isOpened: false }, 'open'],
    [{ isAttendanceRecorded: false, unanswered: 2 }, 'attendance'],
    [{ unanswered: 2 }, 'outstanding'],
    [{ hasMinutesToApprove: true, unanswered: 2 }, 'minutes'],
    [{ hasMinutesToApprove: true, isAttendanceRecorded: false }, 'attendance'],
    [{ hasMinutesToApprove: true, hasDecided: true }, 'case'],
    [{ hasMinutesToApprove: true, hasDecided: true, hasCaseWaiting: false }, 'minutes'],
    [{}, 'case'],
    [{ unanswered: 2, hasDecided: true }, 'case'],
    [{ unanswered: 2, hasDecided: true, hasCaseWaiting: false }, 'outstanding'],
    [{ hasDecided: true, hasCaseWaiting: false }, 'close'],
    [{ isAttendanceRecorded: false, hasDecided: true }, 'case'],
  ] as const)('of %o is %s', (changes, expected) => {
    expect(nextStep({ ...opened, ...changes })).toBe(expected);
  });
});
