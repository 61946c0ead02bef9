import { type DueItem, linesOf, writeDigest } from './digest';
import { AUDIENCES, OBLIGATION_KINDS, PARTS } from './ladder';

const today = '2026-11-21';
const item = (more: Partial<DueItem>): DueItem => ({
  kind: 'review',
  part: 'plan_owner',
  audience: 'responsible',
  dueOn: '2026-11-18',
  isRedirected: false,
  isAlsoForAnother: false,
  isRepeated: false,
  ...more,
});

describe('the digest', () => {
  it('says why each obligation is mentioned, what is overdue first', () => {
    const lines = linesOf(
      [
        item({ part: 'lead_professional', dueOn: '2026-11-26' }),
        item({ dueOn: today }),
        item({}),
        item({ part: 'agency_manager', audience: 'agency_managers', dueOn: '2026-11-20' }),
        item({ kind: 'action', part: 'action_owner', dueOn: '2026-11-19' }),
      ],
      today,
    );
    expect(lines).toEqual([
      'The review of a plan you own is overdue by 3 days.',
      'An action you own is overdue by 2 days.',
      'The review of a plan of your agency is overdue by 1 day.',
      'The review of a plan you own is due today.',
      'The review of a plan you lead is due in 5 days.',
    ]);
  });

  it('counts reviews of one kind in one line', () => {
    expect(linesOf([item({}), item({ dueOn: '2026-11-10' }), item({ dueOn: '2026-11-20' })], today)).toEqual([
      '3 reviews of plans you own are overdue, the longest by 11 days.',
    ]);
  });

  it('says so when somebody higher, or a delegate, is told, and when it was said before', () => {
    const dueOn = '2026-11-20';
    expect(linesOf([item({ part: 'panel_chair', dueOn })], today)).toEqual([
      'The review of a plan before your panel is overdue by 1 day. You are told because somebody nearer to the case cannot be.',
    ]);
    expect(linesOf([item({ isRedirected: true, dueOn })], today)).toEqual([
      'The review of a plan you own is overdue by 1 day. You are told in place of somebody who is away.',
    ]);
    expect(linesOf([item({ isAlsoForAnother: true, dueOn })], today)).toEqual([
      'The review of a plan you own is overdue by 1 day. You are told also in place of somebody who is away.',
    ]);
    expect(linesOf([item({ isRepeated: true })], today)).toEqual([
      'The review of a plan you own is still overdue by 3 days.',
    ]);
  });

  it('is never empty', () => {
    expect(() => writeDigest([], today, 'https://cohort.example/reminders')).toThrow('Nothing to say');
  });

  it('has a subject that tells nothing and a text of plain characters, whatever it is about', () => {
    for (const kind of OBLIGATION_KINDS) {
      for (const part of PARTS) {
        for (const audience of AUDIENCES) {
          const { subject, text } = writeDigest(
            [item({ kind, part, audience })],
            today,
            'https://cohort.example/reminders',
          );
          expect(subject).toBe('You have 1 reminder');
          expect(text).toMatch(/^[\x20-\x7e\n]+$/);
          expect(text).not.toMatch(/TC-\d|undefined/);
          expect(text).toContain('https://cohort.example/reminders');
        }
      }
    }
  });
});
