import { parse } from 'csv-parse/sync';
import { confirmFactor } from '../platform/audit/confirm-factor';
import { type PageClient, TestApp } from '../support/test-app';

const GOVERNANCE = 'governance@sbc.example';
const SECOND = 'officer@tvp.example';
const PURPOSE = 'Request of the information commissioner';

describe('an export of the audit', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    await test.sql(`UPDATE users SET roles = '{governance}', version = version + 1 WHERE email = $1`, [SECOND]);
    // Sixty people did one thing, sixty others another, and one a third.
    for (const [act, from, to] of [
      ['first.done', 1, 60],
      ['second.done', 61, 120],
      ['third.done', 121, 121],
    ]) {
      await test.sql(
        `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, individual_id)
         SELECT gen_random_uuid(), '2026-11-21T09:00:00Z', u.id, u.agency_id, u.roles, $1, 'individual',
                ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid
           FROM generate_series($2::integer, $3::integer) n, users u WHERE u.email = $4`,
        [act, from, to, GOVERNANCE],
      );
    }
  });
  beforeEach(() => test.sql('DELETE FROM exports'));
  afterAll(() => test.stop());

  const governance = async (email = GOVERNANCE): Promise<PageClient> => {
    const client = await test.browse(email);
    await confirmFactor(test, email);
    return client;
  };
  const ask = (client: PageClient, filter: string) =>
    client.submit('/audit-exports', { purpose: PURPOSE }, `/audit-exports/new?${filter}`);
  const actsIn = (text: string): string[] => {
    const rows: Record<string, string>[] = parse(text.slice(text.indexOf('when,user')), { columns: true });
    return rows.map(({ act = '' }) => act);
  };
  const isFile = ({ status, headers }: { status: number; headers: Record<string, string> }): boolean =>
    status === 200 && String(headers['content-type']).startsWith('text/csv');

  it('about few people is given at once; the whole waits for another person of governance, never for who asked', async () => {
    const asker = await governance();
    const few = await ask(asker, 'act=third');
    expect([isFile(few), actsIn(few.text)]).toEqual([true, ['third.done']]);
    const whole = await ask(asker, '');
    const path = String(whole.headers['location']);
    expect([whole.status, path]).toEqual([303, expect.stringMatching(/^\/exports\/[\w-]{36}$/)]);
    const page = await asker.get(path);
    expect(page.text).toContain('None: the whole audit');
    expect(page.text).toContain('Waits for a second person');
    expect(page.text).not.toContain('Do you agree?');
    expect((await asker.submit(`${path}/file`, {}, '/account')).status).not.toBe(200);
    const hidden = await asker.hiddenFields('/account');
    const own = await asker.post(`${path}/decision`, { ...hidden, isAgreed: 'yes', reason: 'Fine', version: '1' });
    expect(own.status).toBe(403);
    const second = await governance(SECOND);
    const agreed = { isAgreed: 'yes', reason: 'The commissioner asked' };
    expect((await second.submit(`${path}/decision`, agreed, path)).status).toBe(303);
    // Agreed to as it stood when it was asked for: what was done since is not in it.
    test.clock.set('2026-11-21T10:05:00Z');
    await (await test.browse('lead@scf.example')).get('/individuals');
    const file = await asker.submit(`${path}/file`, {}, path);
    expect([isFile(file), actsIn(file.text)]).toEqual([true, expect.arrayContaining(['first.done', 'second.done'])]);
    expect(file.text).not.toContain('2026-11-21T10:05');
    const written = await test.sql<{ act: string; reason: string }>(
      `SELECT act, reason FROM audit_events WHERE act LIKE 'export.%' OR act = 'audit_events.exported' ORDER BY at, position, id`,
    );
    expect(written.map(({ act }) => act).sort()).toEqual([
      'audit_events.exported',
      'audit_events.exported',
      'export.agreed',
      'export.asked',
      'export.asked',
      'export.taken',
      'export.taken',
    ]);
    expect(new Set(written.map(({ reason }) => reason))).toEqual(new Set([PURPOSE, agreed.reason]));
    test.clock.set('2026-11-21T10:00:00Z');
  });

  it('cut in two by its filter on one day needs a second person for the second; the next day it does not', async () => {
    const asker = await governance();
    expect(isFile(await ask(asker, 'act=first'))).toBe(true);
    expect((await ask(asker, 'act=second')).status).toBe(303);
    // What waits was not given: it counts against nothing.
    expect(isFile(await ask(asker, 'act=third'))).toBe(true);
    test.clock.set('2026-11-22T10:00:01Z');
    expect(isFile(await ask(await governance(), 'act=second'))).toBe(true);
    test.clock.set('2026-11-21T10:00:00Z');
  });

  it('is nobody else’s to ask for, to see or to agree to', async () => {
    const path = String((await ask(await governance(), '')).headers['location']);
    for (const email of [
      'manager@scf.example',
      'chair@mace.example',
      'administrator@sbc.example',
      'analyst@sbc.example',
    ]) {
      const client = await test.browse(email);
      expect([403, 404]).toContain((await client.get(path)).status);
      expect((await client.get('/audit-exports/new')).status).toBe(403);
    }
  });
});
