import { load } from 'cheerio';
import { PlanMeeting } from '../../src/meetings';
import { openTheRoom, somebodyIsThere } from '../support/open-the-room';
import { TEST_NOW, TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const [FIRST, SECOND, TODAY] = ['2026-11-07', '2026-11-14', '2026-11-21'];

describe('papers of a meeting that nobody sent round in time', () => {
  let test: TestApp;
  const ids: Record<string, string> = {};

  /** Opened, with somebody there. */
  const meet = async (heldOn: string): Promise<string> => {
    test.clock.set(new Date(`${heldOn}T09:00:00Z`));
    const where = { heldOn, startsAt: '10:00', place: 'Room 1', onRestDay: true };
    const { id } = await test.get(PlanMeeting).run(await test.actor(CHAIR), where);
    await openTheRoom(test, id);
    await somebodyIsThere(test, MEMBER);
    return id;
  };
  const act = async (heldOn: string, path: string) => {
    const [row] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [ids[heldOn]]);
    const api = await test.api(CHAIR);
    return (await api.post(`/meetings/${ids[heldOn]}/${path}`).set('If-Match', `"${row?.version}"`)).status;
  };
  const textOf = async (path: string, within = 'main'): Promise<string> =>
    load((await (await test.browse(CHAIR)).get(path)).text)(within)
      .text()
      .replace(/\s+/g, ' ');

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    for (const heldOn of [FIRST, SECOND]) {
      ids[heldOn] = await meet(heldOn);
      expect(await act(heldOn, 'closure')).toBe(201);
    }
    ids[TODAY] = await meet(TODAY);
    test.clock.set(new Date(TEST_NOW));
  });
  afterAll(() => test.stop());

  it('begins the next meeting with its action list, before its minutes', async () => {
    const page = `/meetings/${ids[TODAY]}`;
    expect(await textOf(page, '[data-qa=next-step]')).toContain('Send the action list of 7 November 2026 round');
    for (const name of ['', '/room', '/closing']) {
      const text = await textOf(`${page}${name}`);
      expect(text).toContain('The action list of 7 November 2026 has not gone round, due by');
      expect(text).toContain('The minutes of 7 November 2026 have not gone round, due by');
    }
  });

  it('is approved in the room in which it is, not in the one that came first', async () => {
    expect(await act(FIRST, 'minutes/issue')).toBe(201);
    expect(await act(FIRST, 'minutes/approval')).toBe(201);
    expect(await textOf(`/meetings/${ids[FIRST]}/minutes`)).toContain('Approved at the meeting of 21 November 2026 by');
  });

  it('names in the minutes each approval that was given in the room', async () => {
    const before = await textOf(`/meetings/${ids[TODAY]}/minutes`);
    expect(before).toContain('The minutes of 7 November 2026 were approved at this meeting.');
    expect(before).toContain('The minutes of 14 November 2026 have not gone round.');
    expect(await act(SECOND, 'minutes/issue')).toBe(201);
    expect(await act(SECOND, 'minutes/approval')).toBe(201);
    const after = await textOf(`/meetings/${ids[TODAY]}/minutes`);
    for (const day of [7, 14])
      expect(after).toContain(`The minutes of ${day} November 2026 were approved at this meeting.`);
    expect(after).not.toContain('are approved.');
  });

  it('is owed no approval on the home page once it has one, and its action list still', async () => {
    const home = await textOf('/meetings');
    expect(home).toContain('The action list of MACE on 7 November 2026 has not gone round');
    expect(home).not.toContain('The minutes of MACE on 7 November 2026');
  });

  it('goes round after the sealing as well where it is an action list, and nothing else of the meeting changes', async () => {
    const page = `/meetings/${ids[FIRST]}/minutes`;
    const chair = await test.browse(CHAIR);
    const action = `/meetings/${ids[FIRST]}/action-list/issue`;
    expect(load((await chair.get(page)).text)(`form[action="${action}"]`)).toHaveLength(1);
    const changed = test.sql(`UPDATE meetings SET actions_issued_at = now(), place = 'Elsewhere', version = version + 1 WHERE id = $1`, [ids[FIRST]]); // prettier-ignore
    await expect(changed).rejects.toThrow('sealed');
    expect((await chair.submit(action, {}, page)).status).toBe(303);
    expect(await textOf(page)).toContain('Action listWent round on');
    expect(await act(FIRST, 'action-list/issue')).toBe(409);
    expect(await textOf(`/meetings/${ids[TODAY]}`)).not.toContain('The action list of 7 November 2026');
  });

  it('is no paper of a meeting that was cancelled: its minutes take no correction', async () => {
    const where = { heldOn: '2026-12-03', startsAt: '10:00', place: 'Room 1' };
    const { id } = await test.get(PlanMeeting).run(await test.actor(CHAIR), where);
    ids.cancelled = id;
    const api = await test.api(CHAIR);
    expect((await api.post(`/meetings/${id}/cancellation`, { reason: 'Snow' }).set('If-Match', '"1"')).status).toBe(
      201,
    );
    const corrected = await api.post(`/meetings/${id}/entries`, { kind: 'correction', text: 'It was warm' });
    expect([corrected.status, corrected.text]).toEqual([409, expect.stringContaining('was cancelled')]);
  });
});
