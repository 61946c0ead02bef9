import { AddNote } from '../../src/notes';
import { newId } from '../../src/shared/ids';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';
const OTHER_MANAGER = 'manager@tvp.example';

describe('an agency agrees that what it supplied is passed on', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  /** A case of two agencies, and a note of the first. */
  const noteOnCase = async (text: string) => {
    const { individualId } = await makeCase(test, { planOwner: 'officer@tvp.example', plan: 'draft' });
    const note = { individualId, text, basis: 'fact', happenedOn: '2026-11-20' } as const;
    const { id } = await test.get(AddNote).run(await test.actor(LEAD), note);
    return { individualId, id, list: `/individuals/${individualId}/passing-on` };
  };
  const agreements = (itemId: string) =>
    test.sql<{ passed_on_to: string; agreed_by: string }>(
      'SELECT passed_on_to, agreed_by FROM passing_on_agreements WHERE item_id = $1',
      [itemId],
    );
  const audited = (itemId: string) =>
    test.sql<{ act: string; reason: string | null }>(
      `SELECT act, reason FROM audit_events WHERE subject_id = $1 AND act LIKE 'passing_on%' ORDER BY act`,
      [itemId],
    );

  it('is found from the notes, one item at a time, and kept with who agreed and for whom', async () => {
    const { individualId, id, list } = await noteOnCase('Told at school');
    const manager = await test.browse(MANAGER);
    expect((await manager.get(`/individuals/${individualId}/notes`)).text).toContain(`href="${list}"`);
    expect((await manager.get(list)).text).toContain('Told at school');
    const page = await manager.get(`${list}/note/${id}`);
    expect(page.status).toBe(200);
    const blank = await manager.submit(`${list}/note/${id}`, { passedOnTo: ' ' });
    expect([blank.status, blank.text.includes('Enter who it is passed on to')]).toEqual([422, true]);
    const saved = await manager.submit(`${list}/note/${id}`, { passedOnTo: 'The youth court' });
    expect([saved.status, saved.headers['location']]).toEqual([303, list]);
    expect(await agreements(id)).toEqual([{ passed_on_to: 'The youth court', agreed_by: test.userId(MANAGER) }]);
    expect(await audited(id)).toEqual([{ act: 'passing_on.agreed', reason: 'The youth court' }]);
    expect((await manager.get(list)).text).toContain('Agreed for: The youth court');
  });

  it('is the supplying agency’s alone: another on the case is refused, others find nothing', async () => {
    const { individualId, id, list } = await noteOnCase('Not theirs to give');
    const other = await test.browse(OTHER_MANAGER);
    const listed = await other.get(list);
    expect([listed.status, listed.text.includes('Not theirs to give')]).toEqual([200, false]);
    expect((await other.get(`${list}/note/${id}`)).status).toBe(403);
    const tokens = await other.hiddenFields(`/individuals/${individualId}/notes`);
    const refused = await other.post(`${list}/note/${id}`, { ...tokens, passedOnTo: 'Me' });
    expect([refused.status, refused.text.includes('You cannot do this')]).toEqual([403, true]);
    expect((await (await test.browse(LEAD)).get(list)).status).toBe(403);
    const body = { itemType: 'note', itemId: id, passedOnTo: 'Me' };
    const api = `/individuals/${individualId}/passing-on-agreements`;
    expect((await (await test.api(OTHER_MANAGER)).post(api, body)).status).toBe(403);
    const { individualId: elsewhere } = await makeCase(test, { plan: 'draft' });
    const unseen = `/individuals/${elsewhere}/passing-on-agreements`;
    expect((await (await test.api(OTHER_MANAGER)).post(unseen, body)).status).toBe(404);
    expect((await (await test.api(OTHER_MANAGER)).get(unseen)).status).toBe(404);
    const manager = await test.api(MANAGER);
    expect((await manager.post(api, { ...body, itemId: newId() })).status).toBe(404);
    expect((await manager.post(api, { ...body, itemType: 'plan_goal' })).status).toBe(404);
    expect((await (await test.browse(MANAGER)).get(`${list}/constructor/${id}`)).status).toBe(404);
    expect(await agreements(id)).toEqual([]);
  });

  it('goes by the API too', async () => {
    const { individualId, id } = await noteOnCase('By the API');
    const manager = await test.api(MANAGER);
    const api = `/individuals/${individualId}/passing-on-agreements`;
    const item = { itemType: 'note', itemId: id };
    const before = await manager.get(api);
    expect(before.body.items).toEqual([{ ...item, text: 'By the API', agreedTo: [] }]);
    expect((await manager.post(api, { ...item, passedOnTo: 'The school nurse' })).status).toBe(201);
    expect((await manager.get(api)).body.items).toEqual([
      { ...item, text: 'By the API', agreedTo: ['The school nurse'] },
    ]);
  });
});
