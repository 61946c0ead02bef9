import { TestApp } from '../support/test-app';
import { CHAIR, type MeetingOfThree, meetingOfThree } from './meeting-of-three';

describe('the place of a restricted person on an agenda', () => {
  let test: TestApp;
  let three: MeetingOfThree;

  beforeAll(async () => {
    test = await TestApp.start();
    three = await meetingOfThree(test);
    // The chair is named.
    await test.sql('UPDATE individuals SET restricted_to = $2, version = version + 1 WHERE id = $1', [
      three.secret.individualId,
      [test.userId(CHAIR)],
    ]);
  });
  afterAll(() => test.stop());

  it.each<Record<string, string>>([{ to: 'earlier' }, { place: '1' }])(
    'is not changed by %j, and it says why',
    async (move) => {
      const [item] = await test.sql<{ version: number }>('SELECT version FROM meeting_items WHERE individual_id = $1', [
        three.secret.individualId,
      ]);
      const chair = await test.browse(CHAIR);
      const typed = { ...move, version: String(item?.version) };
      const path = `${await three.itemPath('Secret')}/place`;
      const answer = await chair.submit(path, typed, `/meetings/${three.meetingId}`);
      expect([answer.status, answer.text]).toEqual([
        422,
        expect.stringContaining('Cases of restricted people are heard after all others'),
      ]);
    },
  );
});
