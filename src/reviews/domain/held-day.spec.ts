import { daysEarly, daysLate, whyNotHeldOn } from './held-day';

const day = { heldOn: '2026-11-20', today: '2026-11-21', planStartedOn: '2026-06-02', lastHeldOn: null };

describe('the day of a review', () => {
  it.each([
    [{}, null],
    [{ heldOn: '2026-11-21' }, null],
    [{ heldOn: '2026-11-22' }, 'Date of the review must be today or in the past'],
    [{ heldOn: '2026-06-02' }, null],
    [{ heldOn: '2026-06-01' }, 'Date of the review must be on or after 2 June 2026, when the plan started'],
    [{ lastHeldOn: '2026-11-19' }, null],
    [{ lastHeldOn: '2026-11-20' }, 'Date of the review must be after the last review, held on 20 November 2026'],
  ])('with %j is answered %p', (changed, answer) => expect(whyNotHeldOn({ ...day, ...changed })).toBe(answer));

  it('is early before its window, and not on the day it opens', () => {
    expect(daysEarly('2026-11-22', '2026-12-17')).toBe(25);
    expect(daysEarly('2026-12-16', '2026-12-17')).toBe(1);
    expect(daysEarly('2026-12-17', '2026-12-17')).toBe(0);
    expect(daysEarly('2026-12-24', '2026-12-17')).toBe(0);
  });

  it('is on time up to and on its deadline', () => {
    expect(daysLate('2026-11-19', '2026-11-20')).toBe(0);
    expect(daysLate('2026-11-20', '2026-11-20')).toBe(0);
    expect(daysLate('2026-11-21', '2026-11-20')).toBe(1);
    expect(daysLate('2026-12-20', '2026-11-20')).toBe(30);
  });
});
