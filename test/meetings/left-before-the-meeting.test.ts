import { load } from 'cheerio';
import { ExitCohort } from '../../src/cohort';
import { TestApp } from '../support/test-app';
import { CHAIR, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

describe('somebody who leaves the cohort before the meeting', () => {
  let test: TestApp;
  let meeting: MeetingOfThree;

  beforeAll(async () => {
    test = await TestApp.start();
    meeting = await meetingOfThree(test);
  });
  afterAll(() => test.stop());

  const page = (name = ''): string => `/meetings/${meeting.meetingId}${name}`;
  const textOf = async (email: string, path: string): Promise<string> =>
    load((await (await test.browse(email)).get(path)).text)('main')
      .text()
      .replace(/\s+/g, ' ');
  const leave = async (individualId: string): Promise<unknown> =>
    test
      .get(ExitCohort)
      .run(await test.actor(CHAIR), { individualId, exitReason: 'stepped_down', rationale: 'Doing well' });

  it('is on no agenda, in no pack, count or API any more, not even by reference; their number is kept for them', async () => {
    const { reference, individualId } = meeting.overdue;
    const path = await meeting.itemPath('Overdue');
    expect(await textOf(MEMBER, page())).toContain(reference);
    expect(await textOf(CHAIR, page())).toContain('0 of 2 decided.');
    await leave(individualId);
    for (const email of [CHAIR, MEMBER]) {
      for (const name of ['', '/pack', '/returns', '/room', '/decisions', '/minutes']) {
        const text = await textOf(email, page(name));
        for (const gone of [reference, 'Overdue Demo', 'No longer in this cohort']) expect(text).not.toContain(gone);
      }
      expect(await textOf(email, page())).toContain('0 of 1 decided.');
      expect((await (await test.browse(email)).get(path)).status).toBe(404);
      const listed = (await (await test.api(email)).get(page())).body as { items: { position: number }[] };
      expect(JSON.stringify(listed)).not.toContain(reference);
      expect(listed.items.map(({ position }) => position)).toEqual([2]);
    }
  });

  it('leaves no word more or less where the case is restricted', async () => {
    const before = await textOf(MEMBER, page());
    await test.sql('UPDATE cohort_memberships SET ended_on = $2, exit_reason = $3, version = version + 1 WHERE individual_id = $1', [meeting.secret.individualId, '2026-11-21', 'stepped_down']); // prettier-ignore
    expect(await textOf(MEMBER, page())).toBe(before);
  });
});
