import { load } from 'cheerio';
import { AskTransfer, PlanMeeting } from '../../src/meetings';
import { Conflicts } from '../../src/meetings/room/conflicts';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const LEAD = 'lead@scf.example';
/** Nothing brings them to the next agendas. */
const SETTLED = { plan: 'live', reviewDueOn: '2027-06-01', dateOfBirth: '2010-09-01', leadProfessional: LEAD } as const;

describe('what waits to come on to an agenda that is made already', () => {
  let test: TestApp;
  let meetingId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    await makeCase(test, { givenName: 'Listed', plan: 'live', reviewDueOn: '2026-11-10' });
    const meeting = { heldOn: '2026-11-26', startsAt: '10:00', place: 'Room 1' };
    meetingId = (await test.get(PlanMeeting).run(await test.actor(CHAIR), meeting)).id;
  });
  afterAll(() => test.stop());

  const agendaFor = async (email: string) =>
    load((await (await test.browse(email)).get(`/meetings/${meetingId}`)).text);
  const waitingFor = async (email: string) => {
    const waiting = (await agendaFor(email))('[data-qa=waiting]');
    return { words: waiting.find('p').text(), buttons: waiting.find('button').length };
  };
  const ask = async (individualId: string) =>
    test
      .get(AskTransfer)
      .run(await test.actor(LEAD), { individualId, kind: 'moves_in', otherAuthority: 'Northing', why: 'They moved' });

  it('is said to the chair, with the button that brings it, and to nobody else', async () => {
    expect(await waitingFor(CHAIR)).toEqual({ words: '', buttons: 0 });
    const { individualId } = await makeCase(test, { givenName: 'Mover', ...SETTLED });
    expect(await waitingFor(CHAIR)).toEqual({ words: '', buttons: 0 });
    await ask(individualId);
    expect(await waitingFor(CHAIR)).toEqual({ words: '1 case waits to come on to this agenda.', buttons: 1 });
    expect(await waitingFor(MEMBER)).toEqual({ words: '', buttons: 0 });
    const chair = await test.browse(CHAIR);
    expect((await chair.submit(`/meetings/${meetingId}/agenda`, {}, `/meetings/${meetingId}`)).status).toBe(303);
    expect((await agendaFor(CHAIR))('#agenda').text()).toMatch(/Mover[^]*moved here from another area/);
    expect(await waitingFor(CHAIR)).toEqual({ words: '', buttons: 0 });
  });

  it('counts nothing of a case that the chair may not see', async () => {
    const lost = await makeCase(test, { givenName: 'Lost', tier: 'critical' });
    await test
      .get(PlanMeeting)
      .run(await test.actor(CHAIR), { heldOn: '2026-12-10', startsAt: '10:00', place: 'Room 1' });
    const [item] = await test.sql<{ id: string; meetingId: string }>(
      'SELECT id, meeting_id AS "meetingId" FROM meeting_items WHERE individual_id = $1',
      [lost.individualId],
    );
    const conflict = { itemId: item?.id ?? '', meetingId: item?.meetingId ?? '', reason: 'An aunt' };
    await test.get(Conflicts).declare(await test.actor(CHAIR), { ...conflict, userId: test.userId(CHAIR) });
    await makeCase(test, { givenName: 'Hidden', tier: 'critical', restrictedTo: [LEAD] });
    expect(await waitingFor(CHAIR)).toEqual({ words: '', buttons: 0 });
    await makeCase(test, { givenName: 'Shown', tier: 'critical' });
    expect(await waitingFor(CHAIR)).toEqual({ words: '1 case waits to come on to this agenda.', buttons: 1 });
  });
});
