import { load } from 'cheerio';
import { makeCase } from '../factories';
import { type ApiClient, TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';
const OFFICER = 'officer@tvp.example';
const CHAIR = 'chair@mace.example';

describe('a family on record', () => {
  let test: TestApp;
  let lead: ApiClient;
  let officer: ApiClient;

  beforeAll(async () => {
    test = await TestApp.start();
    [lead, officer] = [await test.api(LEAD), await test.api(OFFICER)];
  });
  afterAll(() => test.stop());

  const situation = async (api: ApiClient, id: string) => (await api.get(`/individuals/${id}/situation`)).body;
  const page = async (email: string, id: string) =>
    (await (await test.browse(email)).get(`/individuals/${id}/situation`)).text;
  /** Seen by the lead, and in normal state by the officer too. */
  const shared = () => makeCase(test, { planOwner: OFFICER });
  const own = () => makeCase(test, { planOwner: null, tier: null });

  it('makes one family of two records, and shows each reader the members they see', async () => {
    const first = await shared();
    const second = await own();
    const join = (api: ApiClient, id: string, reference: string) =>
      api.post(`/individuals/${id}/family`, { reference });
    expect((await join(officer, first.individualId, second.reference)).status).toBe(422);
    expect((await join(lead, first.individualId, first.reference)).status).toBe(422);
    expect((await join(lead, first.individualId, second.reference)).status).toBe(201);
    expect((await join(lead, second.individualId, first.reference)).status).toBe(409);
    const members = async (api: ApiClient) =>
      (await situation(api, first.individualId)).family.map(({ id }: { id: string }) => id);
    expect((await members(lead)).sort()).toEqual([first.individualId, second.individualId].sort());
    expect(await members(officer)).toEqual([first.individualId]);
    const [{ memberId, version }] = (await situation(officer, first.individualId)).family;
    const leave = await officer
      .post(`/individuals/${first.individualId}/family/${memberId}/leaving`, {
        because: 'Another family of the same name',
      })
      .set('If-Match', `"${version}"`);
    expect(leave.status).toBe(201);
    expect(await members(lead)).toEqual([]);
  });

  const family = async () => {
    const [mine, theirs] = [await makeCase(test), await makeCase(test, { leadProfessional: OFFICER, planOwner: null })];
    const chair = await test.api(CHAIR);
    expect((await chair.post(`/individuals/${mine.individualId}/family`, { reference: theirs.reference })).status).toBe(
      201,
    );
    return { mine: mine.individualId, theirs: theirs.individualId };
  };
  const claim = (api: ApiClient, id: string) =>
    api.post(`/individuals/${id}/family-champion-claims`, { reason: 'I see them every week' });

  it('has one champion: a second claim is a conflict that both and the manager see, until one ends', async () => {
    const { mine, theirs } = await family();
    expect((await claim(lead, mine)).body.status).toBe('champion');
    expect((await claim(lead, mine)).status).toBe(409);
    const second = await claim(officer, theirs);
    expect(second.body.status).toBe('contested');
    const warned = 'More than one person says they champion this family';
    for (const [email, id] of [
      [LEAD, mine],
      [OFFICER, theirs],
      [MANAGER, mine],
      ['manager@tvp.example', theirs],
    ] as const) {
      expect(await page(email, id)).toContain(warned);
    }
    expect((await (await test.browse(LEAD)).get('/individuals')).text).toContain(
      'More than one person says they champion the same family',
    );
    // Neither learns through which record the other claimed.
    expect(JSON.stringify((await situation(officer, theirs)).championClaims)).not.toContain(mine);
    expect((await claim(await test.api(CHAIR), mine)).status).toBe(403);
    const [standing] = (await situation(officer, theirs)).championClaims.filter(
      ({ status }: { status: string }) => status === 'champion',
    );
    const end = (api: ApiClient, id: string) =>
      api
        .post(`/individuals/${id}/family-champion-claims/${standing.id}/ending`, { because: 'Agreed on the phone' })
        .set('If-Match', '"1"');
    expect((await end(officer, theirs)).status).toBe(403);
    expect((await end(await test.api(MANAGER), mine)).status).toBe(201);
    expect(await page(OFFICER, theirs)).not.toContain(warned);
    const claims = (await situation(lead, mine)).championClaims;
    expect(claims.map(({ status }: { status: string }) => status)).toEqual(['champion', 'ended']);
    expect(claims[0].id).toBe(second.body.id);
  });

  it('tells both who claim and their managers of a conflict, and that it was settled', async () => {
    const { mine, theirs } = await family();
    await claim(lead, mine);
    const second = (await claim(officer, theirs)).body.id;
    const notices = (kind: string) =>
      test.sql(
        `SELECT u.email, n.individual_id FROM access_notices n JOIN users u ON u.id = n.recipient_id
          WHERE n.kind = $1 AND n.individual_id = ANY ($2::uuid[]) ORDER BY u.email`,
        [kind, [mine, theirs]],
      );
    const told = [
      { email: LEAD, individual_id: mine },
      { email: MANAGER, individual_id: mine },
      { email: 'manager@tvp.example', individual_id: theirs },
      { email: OFFICER, individual_id: theirs },
    ];
    expect(await notices('family_contested')).toEqual(told);
    const inbox = load((await (await test.browse(LEAD)).get('/access-notices')).text);
    expect(inbox(`[data-qa=notice] a[href="/individuals/${mine}/situation"]`).length).toBe(1);
    const settle = (api: ApiClient, version: number, because = 'Agreed with both') =>
      api
        .post(`/individuals/${theirs}/family-champion-claims/${second}/settlement`, { because })
        .set('If-Match', `"${version}"`);
    expect((await settle(officer, 1)).status).toBe(403);
    expect((await settle(await test.api('manager@tvp.example'), 1, ' ')).status).toBe(422);
    expect((await settle(await test.api('manager@tvp.example'), 7)).status).toBe(409);
    const form = `/individuals/${theirs}/family-champion-claims/${second}/settlement`;
    const browser = await test.browse('manager@tvp.example');
    const shown = load((await browser.get(`/individuals/${theirs}/situation`)).text);
    const version = shown(`form[action="${form}"] input[name=version]`).attr('value') ?? '';
    const fields = await browser.hiddenFields(`/individuals/${theirs}/situation`, form);
    const blank = load((await browser.post(form, { ...fields, version, because: ' ' })).text);
    expect(blank('details[open] form').attr('action')).toBe(form);
    expect(blank('.govuk-error-message').closest('form').attr('action')).toBe(form);
    expect((await browser.post(form, { ...fields, version, because: 'Agreed with both' })).status).toBe(303);
    expect(await notices('family_settled')).toEqual(told);
    const claims = (await situation(lead, mine)).championClaims;
    expect(claims.map(({ id, status }: { id: string; status: string }) => [id === second, status])).toEqual([
      [true, 'champion'],
      [false, 'ended'],
    ]);
    expect((await settle(await test.api('manager@tvp.example'), 2)).status).toBe(409);
  });

  it('has one champion also when two claim at the same moment', async () => {
    const { mine, theirs } = await family();
    const both = await Promise.all([claim(lead, mine), claim(officer, theirs)]);
    expect(both.map(({ body }) => body.status).sort()).toEqual(['champion', 'contested']);
  });

  it('says nothing of a claim made through a restricted record to who does not see that record', async () => {
    const { mine, theirs } = await family();
    expect((await claim(officer, theirs)).body.status).toBe('champion');
    expect((await situation(lead, mine)).championClaims).toHaveLength(1);
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [theirs, [test.userId(OFFICER), test.userId('manager@tvp.example')]],
    );
    expect((await situation(lead, mine)).championClaims).toEqual([]);
    expect((await claim(lead, mine)).body.status).toBe('champion');
    expect(await page(LEAD, mine)).not.toContain('More than one person');
  });
});
