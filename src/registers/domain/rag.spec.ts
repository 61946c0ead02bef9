import { type Progress, suggestRag } from './rag';

const TODAY = '2026-07-02';
/** Half of its time is gone. */
const activity: Progress = { startsOn: '2026-01-01', targetOn: '2026-12-31', percentComplete: 50, hasEvidence: false };

describe('the suggested status of an activity', () => {
  it.each<[string, Partial<Progress>, string]>([
    ['keeps pace', {}, 'green'],
    ['is 15 points behind', { percentComplete: 35 }, 'green'],
    ['is more than 15 points behind', { percentComplete: 34 }, 'amber'],
    ['is barely begun with half a year left', { percentComplete: 0 }, 'amber'],
    ['is due today', { targetOn: TODAY, percentComplete: 90 }, 'green'],
    ['is a day late', { targetOn: '2026-07-01', percentComplete: 99 }, 'red'],
    ['has 29 days left and is not half done', { targetOn: '2026-07-31', percentComplete: 49 }, 'red'],
    ['has 30 days left and is not half done', { targetOn: '2026-08-01', percentComplete: 49 }, 'amber'],
    ['has not started', { startsOn: '2026-07-03', percentComplete: 0 }, 'grey'],
    ['is complete without evidence', { percentComplete: 100 }, 'green'],
    ['is complete with evidence', { percentComplete: 100, hasEvidence: true }, 'blue'],
    ['was complete after its date', { percentComplete: 100, hasEvidence: true, targetOn: '2026-02-01' }, 'blue'],
    ['starts and ends on one day, today', { startsOn: TODAY, targetOn: TODAY, percentComplete: 60 }, 'amber'],
  ])('of one that %s', (_, changed, rag) => {
    expect(suggestRag({ ...activity, ...changed }, TODAY).rag).toBe(rag);
  });

  it('says why', () => {
    expect(suggestRag({ ...activity, percentComplete: 10 }, TODAY).why).toBe(
      'at an even pace it would be 50% complete by now',
    );
  });
});
