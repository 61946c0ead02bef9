import { entryTitle } from './chronology-words';

describe('an entry of the chronology in one line', () => {
  it.each([
    [
      'screening',
      'agreed',
      'emerging high',
      'Lower band agreed to by a second person: exploitation emerging, violence high',
    ],
    [
      'screening',
      'not_agreed',
      'emerging high',
      'Lower band not agreed to by a second person: exploitation emerging, violence high',
    ],
    ['screening', 'recorded', 'emerging very_high', 'Screened: exploitation emerging, violence very high'],
    ['cohort', 'started', 'critical', 'In the cohort, tier critical'],
    ['cohort', 'ended', 'moved_area', 'Left the cohort: moved area'],
    ['status', 'ended', 'custody:remand', 'On remand in custody: ended'],
    ['relationship', 'recorded', 'suspected_exploiter:A man: known as Z', 'Suspected exploiter: A man: known as Z'],
    ['relationship', 'recorded', 'not_known_yet:X', 'not known yet: X'],
    ['identity', 'changed', 'aliases', 'Other names changed'],
    ['referral', 'made', 'reactive', 'Referred: something happened'],
    ['referral', 'triaged', 'accept', 'Referral triaged: accepted for screening'],
    ['referral', 'answered', 'no_further_action', 'Referral triaged: no further action'],
    ['plan', 'returned', null, 'Plan returned for edits'],
    ['action', 'progress', 'on_track 40', 'Action, how it goes: on track, 40% done'],
    ['action', 'progress', 'blocked', 'Action, how it goes: blocked'],
    ['note', 'corrected', null, 'Note that corrects an earlier one'],
  ] as const)('says %s %s %s', (kind, what, title, words) => {
    expect(entryTitle({ kind, what, title })).toBe(words);
  });
});
