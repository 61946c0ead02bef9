import { load } from 'cheerio';
import { AddItem, ChangeMeeting, HoldMeeting, PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { openTheRoom } from '../support/open-the-room';
import { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const DAY = '2026-11-26';

describe('what the agenda of a meeting says of deciding, and the doors it offers', () => {
  let test: TestApp;
  const ids = { meeting: '', cancelled: '' };

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    const chair = await test.actor(CHAIR);
    const { individualId } = await makeCase(test, { givenName: 'Ann', tier: 'high', plan: 'live' });
    const where = { startsAt: '10:00', place: 'Room 1' };
    ids.meeting = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: DAY })).id;
    ids.cancelled = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-12-10' })).id;
    for (const meetingId of [ids.cancelled]) await test.get(AddItem).run(chair, { meetingId, individualId });
  });
  afterAll(() => test.stop());

  /** Its words about deciding, and the buttons that lead to a case or a step; the room has the same door. */
  const saidTo = async (email: string, meetingId = ids.meeting) => {
    const browser = await test.browse(email);
    const [agenda, room] = await Promise.all(
      ['', '/room'].map(async (page) => load((await browser.get(`/meetings/${meetingId}${page}`)).text)),
    );
    const doors = (page: typeof agenda) =>
      page?.('main a.govuk-button')
        .toArray()
        .map((one) => page(one).text().trim())
        .filter((words) => words.includes('case'));
    const next = agenda?.('[data-qa=next-step]').text().trim();
    return { words: agenda?.('[data-qa=deciding]').text(), next, doors: doors(agenda), inRoom: doors(room) };
  };

  it('misses nobody in the room before it is open', async () => {
    await test.sql(
      `INSERT INTO panel_agencies (id, panel_id, agency_id, added_by, started_at)
       SELECT gen_random_uuid(), $1, a.id, $2, '2026-01-01' FROM agencies a WHERE a.kind = 'police'`,
      [test.partnership.panelId, test.userId(CHAIR)],
    );
    const missing = async () =>
      load((await (await test.browse(CHAIR)).get(`/meetings/${ids.meeting}/room`)).text)('[data-qa=apologies]').text();
    expect(await missing()).toBe('No apologies are recorded.');
    await test.sql('UPDATE meetings SET started_at = now(), version = version + 1 WHERE id = $1', [ids.meeting]);
    expect(await missing()).toContain('Expected and not in the room: Demonstration Police.');
    await test.sql('UPDATE meetings SET started_at = NULL, version = version + 1 WHERE id = $1', [ids.meeting]);
  });

  it('before its day: cases are read, and decided when it is open on its day', async () => {
    const words = 'Cases can be read now. They are decided once the chair has opened the meeting, on 26 November 2026.';
    const read = ['Read the first case'];
    for (const email of [CHAIR, MEMBER]) {
      expect(await saidTo(email)).toEqual({ words, next: '', doors: read, inRoom: read });
    }
  });

  it('on its day: the chair opens it, everybody else reads', async () => {
    test.clock.set(new Date(`${DAY}T10:00:00Z`));
    const words = 'Cases are decided once the chair has opened the meeting in the room.';
    const doors = { doors: ['Read the first case'], inRoom: ['Read the first case'] };
    expect(await saidTo(CHAIR)).toEqual({ words, next: 'Open the meeting in the room', ...doors });
    expect(await saidTo(MEMBER)).toEqual({ words, next: '', ...doors });
  });

  it('open: the first case is decided', async () => {
    await openTheRoom(test, ids.meeting);
    const doors = ['Open the first case to decide'];
    expect(await saidTo(MEMBER)).toEqual({ words: '', next: 'Record who is there', doors, inRoom: doors });
  });

  it('opened before its day: a decision counts from the day it is saved', async () => {
    await openTheRoom(test, ids.cancelled);
    expect((await saidTo(CHAIR, ids.cancelled)).words).toBe(
      'The meeting was opened before its day. A decision counts from the day it is saved.',
    );
    await test.sql(`UPDATE meetings SET started_at = NULL, version = version + 1 WHERE id = $1`, [ids.cancelled]);
  });

  it('closed or cancelled: nothing is decided there any more', async () => {
    const chair = await test.actor(CHAIR);
    const versionOf = async (id: string): Promise<number> =>
      (await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [id]))[0]?.version ?? 0;
    await test.get(HoldMeeting).run(chair, { meetingId: ids.meeting, version: await versionOf(ids.meeting) });
    const cancelled = { meetingId: ids.cancelled, version: await versionOf(ids.cancelled), reason: 'No room' };
    await test.get(ChangeMeeting).cancel(chair, cancelled);
    const nothing = { words: '', doors: [], inRoom: [] };
    expect(await saidTo(CHAIR, ids.meeting)).toEqual({ ...nothing, next: 'Send the papers round' });
    expect(await saidTo(CHAIR, ids.cancelled)).toEqual({ ...nothing, next: '' });
  });
});
