import { nextStep, type OrderOfBusiness } from './next-step';

const opened: OrderOfBusiness = {
  isOpened: true,
  isAttendanceRecorded: true,
  hasPapersToSee: false,
  unanswered: 0,
  hasDecided: false,
  hasCaseWaiting: true,
};

describe('the next step of a meeting', () => {
  it.each([
    [{ isOpened: false }, 'open'],
    [{ isAttendanceRecorded: false, unanswered: 2 }, 'attendance'],
    [{ unanswered: 2 }, 'outstanding'],
    [{ hasPapersToSee: true, unanswered: 2 }, 'papers'],
    [{ hasPapersToSee: true, isAttendanceRecorded: false }, 'attendance'],
    [{ hasPapersToSee: true, hasDecided: true }, 'case'],
    [{ hasPapersToSee: true, hasDecided: true, hasCaseWaiting: false }, 'papers'],
    [{}, 'case'],
    [{ unanswered: 2, hasDecided: true }, 'case'],
    [{ unanswered: 2, hasDecided: true, hasCaseWaiting: false }, 'outstanding'],
    [{ hasDecided: true, hasCaseWaiting: false }, 'close'],
    [{ isAttendanceRecorded: false, hasDecided: true }, 'case'],
  ] as const)('of %o is %s', (changes, expected) => {
    expect(nextStep({ ...opened, ...changes })).toBe(expected);
  });
});
