import { load } from 'cheerio';
import { PlanMeeting } from '../../src/meetings';
import { openTheRoom } from '../support/open-the-room';
import { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { ENTRY, somebodyAccepted } from './somebody-accepted';
import { withoutCases } from './without-cases';

const WHERE = { onRestDay: true, startsAt: '14:30', place: 'Room 1' };

describe('the cohort decision at a meeting: the API, the paper, restricted people and the rules of the panel', () => {
  let test: TestApp;
  let meetingId: string;
  let enters: string;
  let refused: string;
  let secret: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    secret = await somebodyAccepted(test, 'Secret', '2010-05-01');
    enters = await somebodyAccepted(test, 'Enters', '2010-05-02');
    refused = await somebodyAccepted(test, 'Refused', '2010-05-03');
    await restrict(secret, test.userId(CHAIR));
    meetingId = await plan('2026-11-21');
  });
  afterAll(() => test.stop());

  const plan = async (heldOn: string): Promise<string> =>
    (await test.get(PlanMeeting).run(await test.actor(CHAIR), { ...WHERE, heldOn })).id;
  const restrict = (id: string, named: string) =>
    test.sql('UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1', [
      id,
      [named],
    ]);
  const itemOf = async (individualId: string) =>
    (
      await test.sql<{ id: string; version: number }>(
        'SELECT id, version FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
        [meetingId, individualId],
      )
    )[0];
  const doorOf = async (individualId: string, door: string) =>
    `/meetings/${meetingId}/items/${(await itemOf(individualId))?.id ?? ''}/${door}`;
  const withoutTheirId = Object.entries(ENTRY).filter(([name]) => name !== 'individualId');
  const entry = Object.fromEntries(withoutTheirId);

  it('leaves no trace of a restricted person for whoever is not named, and is a whole item for who is', async () => {
    const told = async (email: string) => (await (await test.api(email)).get(`/meetings/${meetingId}`)).body;
    expect(await told(CHAIR)).toMatchObject({ itemCount: 3, restrictedCount: 0 });
    const names = (await told(CHAIR)).items.map(
      (one: { position: number; name: string }) => `${one.position} ${one.name}`,
    );
    expect(names.at(-1)).toBe('3 Secret Quarrington');
    expect(await told(MEMBER)).toMatchObject({ itemCount: 2, restrictedCount: 0 });
    const page = (await (await test.browse(MEMBER)).get(`/meetings/${meetingId}`)).text;
    expect(page).not.toContain('Secret');
    expect(load(page)('main').text()).not.toMatch(/Restricted item|not on this agenda/);
    for (const door of ['cohort-entry', 'cohort-refusal']) {
      const at = await doorOf(secret, door);
      expect((await (await test.browse(MEMBER)).get(at)).status).toBe(404);
      const answer = door === 'cohort-entry' ? entry : { reason: 'No', deciders: ['Ms Demo, council'] };
      expect((await (await test.api(MEMBER)).post(at, answer).set('If-Match', '"1"')).status).toBe(404);
    }
  });

  it('is one sheet of the pack, with the question, for whoever sees the person', async () => {
    const member = await test.browse(MEMBER);
    const made = await member.submit(`/meetings/${meetingId}/pack-copies`, {}, `/meetings/${meetingId}/pack`);
    expect(made.status).toBe(303);
    const copy = load((await member.get(made.headers['location'] as string)).text)('main').text();
    expect(copy.match(/Do they enter the cohort, on which criteria/g)).toHaveLength(2);
    expect(copy).toContain('waits for the cohort decision');
    expect(copy).not.toContain('Secret');
  });

  it('is decided over the API, by the version of the item that was seen, and once', async () => {
    await openTheRoom(test, meetingId);
    const api = await test.api(MEMBER);
    const [door, against] = [await doorOf(enters, 'cohort-entry'), await doorOf(refused, 'cohort-refusal')];
    expect((await api.post(door, entry).set('If-Match', '"7"')).status).toBe(409);
    expect((await api.post(door, { ...entry, criteriaMet: [] }).set('If-Match', '"1"')).status).toBe(422);
    expect((await api.post(door, { ...entry, individualId: secret }).set('If-Match', '"1"')).status).toBe(422);
    for (const email of ['manager@scf.example', 'dsl@school.example'])
      expect((await (await test.api(email)).post(door, entry).set('If-Match', '"1"')).status).toBe(403);
    const item = await itemOf(enters);
    const decided = await api.post(door, entry).set('If-Match', '"1"');
    expect([decided.status, decided.body]).toEqual([201, { id: item?.id, staysVisible: true }]);
    expect((await api.post(door, entry).set('If-Match', '"1"')).status).toBe(409);
    const no = { reason: 'Early help', deciders: ['Ms Demo, council'], tellsPerson: 'Ms Demo' };
    expect((await api.post(against, no).set('If-Match', '"1"')).body).toMatchObject({ staysVisible: false });
    const { body } = await api.get(`/meetings/${meetingId}`);
    expect(body.items.map((one: { decision: string }) => one.decision)).toEqual(['continue', 'close']);
    expect(body.items[0]).toMatchObject({ tierBefore: null, tierAfter: 'high', rationale: 'They need a plan' });
  });

  it('is a rule of the panel like any other: where it is not on, a count says who is left out', async () => {
    const left = await somebodyAccepted(test, 'Left', '2010-05-04');
    await test.sql(
      `UPDATE panels SET agenda_reasons = array_remove(agenda_reasons, 'cohort_decision'), version = version + 1`,
    );
    const next = await plan('2026-12-05');
    const listed = await test.sql('SELECT 1 FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2', [
      next,
      left,
    ]);
    expect(listed).toEqual([]);
    const page = load((await (await test.browse(MEMBER)).get(`/meetings/${next}`)).text)('main').text();
    expect(page).toContain('1 accepted person waits for a cohort decision and is not on this agenda');
  });
});
