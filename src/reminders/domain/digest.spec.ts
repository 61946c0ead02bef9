import { type DueReview, linesOf, writeDigest } from './digest';
import { PARTS, RUNGS } from './ladder';

const today = '2026-11-21';
const owned = (dueOn: string): DueReview => ({ part: 'plan_owner', rung: 'overdue', dueOn });

describe('the digest', () => {
  it('says why each review is mentioned, what is overdue first', () => {
    const lines = linesOf(
      [
        { part: 'lead_professional', rung: 'due_in_7_days', dueOn: '2026-11-26' },
        { part: 'plan_owner', rung: 'due_today', dueOn: today },
        owned('2026-11-18'),
        { part: 'agency_manager', rung: 'overdue_manager', dueOn: '2026-11-20' },
      ],
      today,
    );
    expect(lines).toEqual([
      'The review of a plan you own is overdue by 3 days.',
      'The review of a plan of your agency is overdue by 1 day.',
      'The review of a plan you own is due today.',
      'The review of a plan you lead is due in 5 days.',
    ]);
  });

  it('counts reviews of one kind in one line', () => {
    expect(linesOf([owned('2026-11-18'), owned('2026-11-10'), owned('2026-11-20')], today)).toEqual([
      '3 reviews of plans you own are overdue, the longest by 11 days.',
    ]);
  });

  it('says so when somebody higher is told because nobody nearer can be', () => {
    expect(linesOf([{ part: 'panel_chair', rung: 'overdue', dueOn: '2026-11-20' }], today)).toEqual([
      'The review of a plan before your panel is overdue by 1 day. You are told because nobody nearer to the case can be.',
    ]);
  });

  it('has a subject that tells nothing and a text of plain characters, whatever it is about', () => {
    for (const part of PARTS) {
      for (const rung of RUNGS) {
        const { subject, text } = writeDigest(
          [{ part, rung, dueOn: '2026-11-01' }],
          today,
          'https://cohort.example/reminders',
        );
        expect(subject).toBe('You have 1 reminder');
        expect(text).toMatch(/^[\x20-\x7e\n]+$/);
        expect(text).not.toMatch(/TC-\d|undefined/);
        expect(text).toContain('https://cohort.example/reminders');
      }
    }
  });
});
