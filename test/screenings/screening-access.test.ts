import { Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';
import { answerList, filledForm, installDemonstrationTool } from './answers';

describe('who may record and read screenings', () => {
  let test: TestApp;
  let individualId: string;
  let screeningId: string;
  let list: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await installDemonstrationTool(test);
    ({ individualId } = await makeCase(test));
    list = `/individuals/${individualId}/screenings`;
    screeningId = await recordAs('lead@scf.example', individualId);
  });
  afterAll(() => test.stop());

  const body = (id: string) => ({ individualId: id, screenedOn: '2026-11-20', answers: answerList() });
  const recordAs = async (email: string, id: string): Promise<string> => {
    const answer = await (await test.api(email)).post('/screenings', body(id));
    expect(answer.status).toBe(201);
    return String(answer.body.id);
  };

  it.each([
    ['lead@scf.example', 'the lead professional', [200, 200, 200, 303]],
    ['manager@scf.example', 'the plan owner', [200, 200, 200, 303]],
    ['member@mace.example', 'a panel member', [200, 403, 200, 403]],
    ['chair@mace.example', 'the panel chair', [200, 403, 200, 403]],
    ['officer@tvp.example', 'a practitioner of another agency', [404, 404, 404, 404]],
    ['manager@tvp.example', 'a manager of another agency', [404, 404, 404, 404]],
    ['analyst@sbc.example', 'an analyst', [403, 403, 403, 403]],
    ['governance@sbc.example', 'governance', [403, 403, 403, 403]],
    ['administrator@sbc.example', 'an administrator', [403, 403, 403, 403]],
  ])('%s, %s: list, form, result, record', async (email, _who, statuses) => {
    const client = await test.browse(email);
    const seen = [
      (await client.get(list)).status,
      (await client.get(`${list}/new`)).status,
      (await client.get(`${list}/${screeningId}`)).status,
      (await sendForm(client)).status,
    ];
    expect(seen).toEqual(statuses);
  });

  /** As the person would, though their own form would not open: with the token of another page and the version in force. */
  async function sendForm(client: PageClient) {
    const [tool] = await test.sql<{ id: string }>(`SELECT id FROM screening_tool_versions WHERE status = 'in_force'`);
    const token = await client.hiddenFields('/help', '/sign-out');
    return client.post(list, { ...token, ...filledForm(), toolVersionId: tool?.id ?? '' });
  }

  it('a manager of an involved agency who does not work the case reads and cannot record', async () => {
    const { individualId: id } = await makeCase(test, { planOwner: 'dsl@school.example' });
    const screening = await recordAs('lead@scf.example', id);
    const manager = await test.browse('manager@scf.example');
    expect((await manager.get(`/individuals/${id}/screenings/${screening}`)).status).toBe(200);
    const page = await manager.get(`/individuals/${id}/screenings`);
    expect(page.text).not.toContain('Record a screening');
    expect((await (await test.api('manager@scf.example')).post('/screenings', body(id))).status).toBe(403);
  });

  it('nobody whose part in the case has ended', async () => {
    const { individualId: id } = await makeCase(test, { leadProfessional: 'nurse@health.example' });
    const screening = await recordAs('nurse@health.example', id);
    await test.sql(
      `UPDATE assignments SET ended_at = $2, version = version + 1 WHERE individual_id = $1 AND user_id = $3`,
      [id, test.clock.now(), test.userId('nurse@health.example')],
    );
    const nurse = await test.browse('nurse@health.example');
    expect((await nurse.get(`/individuals/${id}/screenings/${screening}`)).status).toBe(404);
    const api = await test.api('nurse@health.example');
    expect((await api.get(`/screenings/${screening}`)).status).toBe(404);
    expect((await api.post('/screenings', body(id))).status).toBe(404);
    expect((await api.get('/screenings')).body.items).toEqual([]);
  });

  it('a restricted person only the named people', async () => {
    const { individualId: id } = await makeCase(test, {});
    const screening = await recordAs('lead@scf.example', id);
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [id, [test.userId('officer@tvp.example')]],
    );
    for (const email of ['lead@scf.example', 'manager@scf.example', 'chair@mace.example']) {
      const client = await test.browse(email);
      expect((await client.get(`/individuals/${id}/screenings`)).status).toBe(404);
      expect((await client.get(`/individuals/${id}/screenings/${screening}`)).status).toBe(404);
      const api = await test.api(email);
      expect((await api.get(`/screenings/${screening}`)).status).toBe(404);
      expect((await api.get(`/screenings?individualId=${id}`)).body.items).toEqual([]);
    }
    const officer = await test.browse('officer@tvp.example');
    expect((await officer.get(`/individuals/${id}/screenings/${screening}`)).status).toBe(200);
  });

  it('a screening of one person is not found under another', async () => {
    const { individualId: id } = await makeCase(test);
    const lead = await test.browse('lead@scf.example');
    expect((await lead.get(`/individuals/${id}/screenings/${screeningId}`)).status).toBe(404);
  });

  it('every look at a result is audited, by name of the screening', async () => {
    await (await test.browse('member@mace.example')).get(`${list}/${screeningId}`);
    await (await test.api('member@mace.example')).get(`/screenings/${screeningId}`);
    const audit = await test.sql(
      `SELECT individual_id FROM audit_events WHERE act = 'screening.read' AND subject_id = $1 AND actor_id = $2`,
      [screeningId, test.userId('member@mace.example')],
    );
    expect(audit.slice(-2)).toEqual([{ individual_id: individualId }, { individual_id: individualId }]);
  });
});

describe('the database alone', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    await installDemonstrationTool(test);
  });
  afterAll(() => test.stop());

  it('refuses a screening in the name of somebody else, and one changed afterwards', async () => {
    const { individualId } = await makeCase(test);
    await (
      await test.api('lead@scf.example')
    ).post('/screenings', {
      individualId,
      screenedOn: '2026-11-20',
      answers: answerList(),
    });
    const lead = await test.actor('lead@scf.example');
    const forge = (text: string, values: unknown[]) => test.get(Transactions).act(lead, (tx) => tx.query(text, values));
    await expect(
      forge(
        `INSERT INTO screenings (id, individual_id, screened_on, exploitation_band, violence_band, source, screened_by, agency_id, recorded_at)
         VALUES (gen_random_uuid(), $1, '2026-11-20', 'emerging', 'low', 'imported', $2, $3, now())`,
        [individualId, test.userId('manager@scf.example'), lead.agencyId],
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(forge(`UPDATE screenings SET violence_band = 'low'`, [])).rejects.toThrow(/permission denied/);
    await expect(forge('DELETE FROM screenings', [])).rejects.toThrow(/permission denied/);
  });
});
