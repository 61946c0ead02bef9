import { minutesWords, timerOf } from './timer';

const at = (time: string): Date => new Date(`2026-11-21T${time}Z`);

describe('the timer of a case', () => {
  it('counts whole minutes, and is over when the time given is used up', () => {
    expect(timerOf(at('10:04:00'), at('10:12:59'), 8)).toEqual({ minutes: 8, budget: 8, isOver: false });
    expect(timerOf(at('10:04:00'), at('10:13:00'), 8)).toEqual({ minutes: 9, budget: 8, isOver: true });
  });

  it('never counts backwards', () => {
    expect(timerOf(at('10:04:00'), at('10:03:00'), 8)).toMatchObject({ minutes: 0, isOver: false });
  });

  it('is said in words', () => expect([0, 1, 2].map(minutesWords)).toEqual(['0 minutes', '1 minute', '2 minutes']));
});
