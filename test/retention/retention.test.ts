import { Client } from 'pg';
import { SealAudit } from '../../src/platform/audit/chain/seal-audit';
import { verifyChain } from '../../src/platform/audit/chain/verify-chain';
import { Transactions } from '../../src/platform/database';
import { newId } from '../../src/shared/ids';
import { type RichCase, richCase } from '../architecture/rich-case';
import { makeCase } from '../factories';
import { confirmFactor } from '../platform/audit/confirm-factor';
import { installDemonstrationTool } from '../screenings/answers';
import { type PageClient, TEST_NOW, TestApp } from '../support/test-app';

const ASKS = 'governance@sbc.example';
const DECIDES = 'analyst@sbc.example';

/** Tables that may go on holding the id of a record that is gone, each reviewed: none says anything about a person. */
const KEEP_THE_ID: Record<string, string> = {
  audit_events: 'who looked, for as long as the audit is kept',
  handovers: 'a list of ids and versions',
  idempotency_keys: 'an answer that was given, for a day',
  outbox_events: 'what was announced',
};

describe('a record past its date', () => {
  let test: TestApp;
  let rich: RichCase;
  let asks: PageClient;
  let decides: PageClient;
  let manager: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    await installDemonstrationTool(test);
    rich = await richCase(test);
    test.clock.set(new Date(TEST_NOW));
    // The demonstration has one person of governance; here the analyst is a second one.
    await test.sql(`UPDATE users SET roles = '{governance}', version = version + 1 WHERE email = $1`, [DECIDES]);
    [asks, decides, manager] = await Promise.all([
      test.browse(ASKS),
      test.browse(DECIDES),
      test.browse('manager@scf.example'),
    ]);
    for (const email of [ASKS, DECIDES]) await confirmFactor(test, email);
  });
  afterAll(() => test.stop());

  const left = (individualId: string, on: string, born = '2001-03-27') =>
    test.sql(
      `WITH born AS (UPDATE individuals SET date_of_birth = $3, version = version + 1 WHERE id = $1)
       UPDATE cohort_memberships SET ended_on = $2, exit_reason = 'stepped_down', started_on = least(started_on, $2::date), version = version + 1
        WHERE individual_id = $1 AND ended_on IS NULL`,
      [individualId, on, born],
    );
  const requestOf = async (reference: string): Promise<string> => {
    const [row] = await test.sql<{ id: string }>(
      `SELECT id FROM erasures WHERE reference = $1 AND status = 'waiting'`,
      [reference],
    );
    return row?.id ?? '';
  };
  const decide = (client: PageClient, id: string, what: string, fields = {}) =>
    client.submit(`/retention/requests/${id}/${what}`, fields, `/retention/requests/${id}`);

  it('is on governance’s list by its rule and reference alone, and nobody else has one', async () => {
    const adult = await makeCase(test, { givenName: 'Perdita', cohortSince: '2018-01-10' });
    const child = await makeCase(test, { cohortSince: '2018-01-10' });
    const hidden = await makeCase(test, { cohortSince: '2018-01-10', restrictedTo: ['manager@scf.example'] });
    const recent = await makeCase(test, { cohortSince: '2018-01-10' });
    await left(adult.individualId, '2020-11-21');
    await left(child.individualId, '2020-11-20', '2004-01-01');
    await left(hidden.individualId, '2019-01-01');
    await left(recent.individualId, '2020-11-22');
    const page = (await asks.get('/retention')).text;
    expect(page).toContain(adult.reference);
    expect(page).toContain('Left the cohort as an adult');
    expect(page).not.toContain('Perdita');
    // A child's until the 25th birthday; one day short of six years; a restricted one is not there.
    for (const { reference } of [child, recent, hidden]) expect(page).not.toContain(reference);
    expect((await manager.get('/retention')).status).toBe(403);
    test.clock.set(new Date('2029-01-01T10:00:00Z'));
    const actor = await test.actor(ASKS);
    const [later] = await test
      .get(Transactions)
      .act(actor, (tx) =>
        tx.query('SELECT rule, due_on FROM records_past_their_date($1) WHERE subject_id = $2', [
          tx.today,
          child.individualId,
        ]),
      );
    expect(later).toEqual({ rule: 'left_as_child', due_on: '2029-01-01' });
    test.clock.set(new Date(TEST_NOW));
  });

  it('is not deleted by whoever asked, not while on hold, and not when it is worked again', async () => {
    const { individualId, reference } = await makeCase(test, { cohortSince: '2018-01-10' });
    await left(individualId, '2020-01-01');
    await asks.submit('/retention/requests', { subjectId: individualId }, '/retention');
    const id = await requestOf(reference);
    expect((await asks.get(`/retention/requests/${id}`)).text).not.toContain('Delete the record for good');
    expect((await asks.post(`/retention/requests/${id}/deletion`, await tokens(asks, '1'))).status).toBe(403);
    // Guards off: the function itself refuses the same person, and anybody who is not governance.
    for (const email of [ASKS, 'manager@scf.example']) {
      const actor = await test.actor(email);
      await expect(
        test.get(Transactions).act(actor, (tx) => tx.query('SELECT erase_record($1, $2)', [id, tx.now])),
      ).rejects.toMatchObject({ code: 'TC003' });
    }
    const held = await asks.submit(
      '/retention/holds',
      { reference, kind: 'inquiry', basis: 'Letter 7' },
      '/retention/holds',
    );
    expect(held.status).toBe(303);
    expect((await decide(decides, id, 'deletion')).text).toContain('A legal hold is on this record');
    const [hold] = await test.sql<{ id: string }>('SELECT id FROM legal_holds WHERE reference = $1', [reference]);
    const ended = await asks.submit(`/retention/holds/${hold?.id}/ending`, {}, '/retention/holds');
    expect(ended.status).toBe(303);
    await test.sql(
      `UPDATE cohort_memberships SET ended_on = '2026-01-01', version = version + 1 WHERE individual_id = $1`,
      [individualId],
    );
    expect((await decide(decides, id, 'deletion')).status).toBe(409);
    expect((await decide(decides, id, 'refusal', { refusal: 'Worked again' })).status).toBe(303);
    expect(await test.sql('SELECT 1 FROM individuals WHERE id = $1', [individualId])).toHaveLength(1);
  });

  it('goes whole when its manager asked and governance agreed, and leaves that it happened', async () => {
    const { individualId } = rich;
    const [{ reference } = { reference: '' }] = await test.sql<{ reference: string }>(
      'SELECT reference FROM individuals WHERE id = $1',
      [individualId],
    );
    // A chain: Quillan was merged into the Quillon who was merged into this record.
    await test.sql(
      `UPDATE individuals SET merged_into = (SELECT m.id FROM individuals m WHERE m.merged_into = $1), version = version + 1 WHERE id = $2`,
      [individualId, rich.twinId],
    );
    await asked(individualId);
    const form = `/individuals/${individualId}/deletion`;
    expect((await manager.get(`/individuals/${individualId}/access`)).text).toContain(form);
    const fields = { ground: 'person_asked', reason: 'Request 12' };
    expect((await manager.submit(form, fields)).text).toContain('in the cohort now');
    await left(individualId, '2026-11-20');
    expect((await manager.submit(form, fields)).status).toBe(303);
    const id = await requestOf(reference);
    expect((await decide(decides, id, 'deletion')).status).toBe(303);

    // The Quillon who was merged into this record goes with it, and the Quillan who was merged into them.
    expect(await holding('Quillon')).toEqual([]);
    expect(await holding('Quillan')).toEqual([]);
    expect(await holding(reference)).toEqual([]);
    expect((await holding(individualId)).filter((table) => !(table in KEEP_THE_ID))).toEqual([]);
    const [done] = await test.sql('SELECT * FROM erasures WHERE id = $1', [id]);
    expect(done).toMatchObject({
      status: 'done',
      ground: 'person_asked',
      asked_by: test.userId('manager@scf.example'),
      decided_by: test.userId(DECIDES),
      subject_id: null,
      reference: null,
      reason: null,
      counts: expect.objectContaining({ individuals: 3, plans: 1, reviews: 1 }),
    });
    expect((await asks.get('/retention')).text).toContain('deleted');
    const acts = await test.sql(`SELECT actor_id, individual_id FROM audit_events WHERE act = 'erasure.done'`);
    expect(acts).toEqual([{ actor_id: test.userId(DECIDES), individual_id: individualId }]);
    await new SealAudit(test.get(Transactions)).run();
    const check = new Client({ connectionString: test.database.serviceUrl });
    await check.connect();
    expect(await verifyChain(check, [])).toMatchObject({ findings: [] });
    await check.end();
  });

  it('a referral that was not taken up goes with its words', async () => {
    const id = newId();
    await test.sql(
      `INSERT INTO referrals (id, reference, panel_id, given_name, family_name, search_name, kind, reason, is_told, referred_by, agency_id,
         referred_at, triage_due_on, status, answer, answered_at)
       SELECT $1, 'RF-2025-0001', p.id, 'Marlow', 'Thistlewood', 'marlow thistlewood', 'proactive', 'Seen with a knife', 'no', u.id, u.agency_id,
         '2025-11-01', '2025-11-08', 'no_further_action', 'Below the threshold', '2025-11-20'
         FROM panels p, users u WHERE u.email = 'officer@tvp.example' LIMIT 1`,
      [id],
    );
    await asks.submit('/retention/requests', { subjectId: id }, '/retention');
    expect((await decide(decides, await requestOf('RF-2025-0001'), 'deletion')).status).toBe(303);
    expect(await holding('Thistlewood')).toEqual([]);
  });

  it('takes every table with it that names an individual', async () => {
    const closed = await test.sql(
      `SELECT table_name FROM erasure_targets() t WHERE NOT EXISTS (SELECT 1 FROM pg_policies p
         WHERE p.tablename = t.table_name AND p.policyname = t.table_name || '_erasure')
         OR NOT has_table_privilege('cohort_system', format('public.%I', t.table_name), 'DELETE')`,
    );
    // A new table: end its migration with SELECT open_to_erasure().
    expect(closed).toEqual([]);
    const kept = await test.sql<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        JOIN pg_class c ON c.oid = format('public.%I', table_name)::regclass AND c.relkind = 'r'
        WHERE table_schema = 'public' AND column_name LIKE '%individual_id%'
          AND table_name NOT IN (SELECT table_name FROM erasure_targets()) ORDER BY 1`,
    );
    expect(kept.map(({ name }) => name)).toEqual([
      'audit_events.individual_id',
      'handover_notices.individual_ids',
      'handovers.individual_ids',
      'unusual_access.individual_id',
    ]);
  });

  it('is kept as long as governance writes down', async () => {
    const fields = { months: '', untilAge: '' };
    const refused = await asks.submit('/retention/rules/never_in_cohort', fields, '/retention/rules');
    expect(refused.status).toBe(422);
    const kept = await asks.submit(
      '/retention/rules/never_in_cohort',
      { months: '6', untilAge: '' },
      '/retention/rules',
    );
    expect(kept.status).toBe(303);
    const [rule] = await test.sql(`SELECT months, changed_by FROM retention_rules WHERE kind = 'never_in_cohort'`);
    expect(rule).toEqual({ months: 6, changed_by: test.userId(ASKS) });
  });

  /** Every table in which this text stands anywhere. */
  async function holding(text: string): Promise<string[]> {
    const tables = await test.sql<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await test.sql(`SELECT 1 FROM "${name}" t WHERE t::text ILIKE '%' || $1 || '%' LIMIT 1`, [text]);
      if (rows.length > 0) found.push(name);
    }
    return found;
  }

  /** An urgent access that nobody reviewed stands in the way; the rich case has none, so its absence is what is arranged. */
  async function asked(individualId: string): Promise<void> {
    expect(await test.sql('SELECT 1 FROM break_glass_grants WHERE individual_id = $1', [individualId])).toEqual([]);
    expect(await holding('Quillon')).toEqual(['individuals']);
  }

  const tokens = async (client: PageClient, version: string) => ({
    ...(await client.hiddenFields('/retention/holds', '/retention/holds')),
    version,
  });
});
