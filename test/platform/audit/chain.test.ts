import { Client } from 'pg';
import { BEFORE_THE_FIRST } from '../../../src/platform/audit/domain/chain';
import type { Finding } from '../../../src/platform/audit/domain/compare-rows';
import type { Head } from '../../../src/platform/audit/domain/head';
import { AuditReport } from '../../../src/platform/audit/chain/audit-report';
import { SealAudit } from '../../../src/platform/audit/chain/seal-audit';
import { SeesNoAudit, type Verification, verifyChain } from '../../../src/platform/audit/chain/verify-chain';
import { Transactions } from '../../../src/platform/database';
import { TestApp } from '../../support/test-app';
import { Forger } from './forger';

describe('the chain over the audit', () => {
  let test: TestApp;
  let sealer: SealAudit;
  let forger: Forger;
  let check: Client;

  beforeAll(async () => {
    test = await TestApp.start();
    sealer = new SealAudit(test.get(Transactions));
    forger = new Forger(test);
    check = new Client({ connectionString: test.database.serviceUrl });
    await check.connect();
  });
  afterAll(async () => {
    await check.end();
    await test.stop();
  });
  beforeEach(() => forger.startAgain());

  const verify = (heads: Head[] = []): Promise<Verification> => verifyChain(check, heads);
  const kinds = (findings: Finding[]): string[] => findings.map(({ kind }) => kind);
  /** Three seals of four rows each. */
  const threeSeals = async (): Promise<string[]> => {
    const ids: string[] = [];
    for (let seal = 0; seal < 3; seal++) {
      for (let row = 0; row < 4; row++) ids.push(await forger.write());
      await forger.seal(sealer, 4);
    }
    return ids;
  };

  it('is not called empty to a role that may not read it', async () => {
    const owner = new Client({ connectionString: test.database.ownerUrl });
    await owner.connect();
    try {
      await expect(verifyChain(owner, [])).rejects.toThrow(SeesNoAudit);
    } finally {
      await owner.end();
    }
  });

  it('is whole when nobody has touched it, and says how much it looked at', async () => {
    await threeSeals();
    const waiting = await forger.write();
    const result = await verify([await forger.head()]);
    expect(result).toMatchObject({ seals: 3, rows: 12, unsealed: 1, heads: 1, backdated: 0, findings: [] });
    await forger.seal(sealer, 1);
    const [last] = await test.sql(
      'SELECT last_id, total_rows::text AS total_rows FROM audit_seals s ORDER BY s.number DESC LIMIT 1',
    );
    expect(last).toEqual({ last_id: waiting, total_rows: '13' });
  });

  it('is whole up to the newest head alone, and says how many rows rest on none yet', async () => {
    const said = (result: Verification) => new AuditReport(result, 1, ['heads.jsonl']).lines.join('\n');
    await threeSeals();
    const head = await forger.head();
    const all = await verify([head]);
    expect(all).toMatchObject({ newestHead: { number: '3' }, onNoHead: { rows: 0, since: null }, findings: [] });
    expect(said(all)).not.toContain('rest on no head');
    await forger.write();
    await forger.seal(sealer, 1);
    await forger.write();
    const later = await verify([head]);
    expect(later).toMatchObject({ newestHead: { number: '3' }, onNoHead: { rows: 1 }, unsealed: 1, findings: [] });
    expect(said(later)).toMatch(/2 rows since 2026-11-21T.+ rest on no head from outside yet, 1 of them not sealed/);
    expect(said(later)).toMatch(/The audit is whole up to the head of .+ \(seal 3\); whether what came after was cut/);
    expect(said(await verify())).toContain('whether its end was cut, nothing here can say');
  });

  it('seals sign-ins and reads as they come through the door', async () => {
    await test.api('governance@sbc.example');
    await forger.seal(sealer, 1);
    expect((await verify()).findings).toEqual([]);
  });

  it.each([
    ['act', `act = 'individual.listed'`],
    ['who', `actor_id = gen_random_uuid()`],
    ['time', `at = at + interval '1 microsecond'`],
    ['reason', `reason = coalesce(reason, '') || ' '`],
    ['fields', `fields = array_append(fields, 'x')`],
    ['address', `address = '10.0.0.9'`],
  ])('finds an edit of the %s, and names the row', async (_, change) => {
    const ids = await threeSeals();
    await forger.asOwner(`UPDATE audit_events SET ${change} WHERE id = '${ids[6]}'`);
    const { findings } = await verify();
    expect(findings).toMatchObject([{ kind: 'changed', eventId: ids[6], sealNumber: '2' }]);
    expect(findings[0]?.at).toMatch(/^2026-11-21T10:00:0/);
  });

  it.each(['-1', '-5', '-9223372036854775808'])(
    'finds a row that was put in before the first, at %s, once, sealed or not',
    async (position) => {
      const ids = await threeSeals();
      const [added] = await test.sql<{ id: string }>(
        `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, position)
         SELECT gen_random_uuid(), at - interval '40 days', actor_id, agency_id, roles, act, subject_type, $2::bigint
           FROM audit_events WHERE id = $1 RETURNING id`,
        [ids[2], position],
      );
      for (const _ of [1, 2]) {
        expect((await verify()).findings).toMatchObject([{ kind: 'added', eventId: added?.id }]);
        await forger.write();
        await forger.seal(sealer, 1);
      }
    },
  );

  it('finds a row that was deleted, and one that was put in', async () => {
    const ids = await threeSeals();
    await forger.asOwner(`DELETE FROM audit_events WHERE id = '${ids[5]}'`);
    expect((await verify()).findings).toMatchObject([{ kind: 'missing', eventId: ids[5], sealNumber: '2' }]);
    const [added] = await test.sql<{ id: string }>(
      `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, position)
       SELECT gen_random_uuid(), at, actor_id, agency_id, roles, act, subject_type, position FROM audit_events WHERE id = $1
       RETURNING id`,
      [ids[2]],
    );
    expect((await verify()).findings.map(({ kind, eventId }) => [kind, eventId]).sort()).toEqual(
      [
        ['added', added?.id],
        ['missing', ids[5]],
      ].sort(),
    );
  });

  it('finds rows that changed places', async () => {
    const ids = await threeSeals();
    await forger.asOwner(`UPDATE audit_events a SET position = b.position FROM audit_events b
       WHERE (a.id = '${ids[1]}' AND b.id = '${ids[9]}') OR (a.id = '${ids[9]}' AND b.id = '${ids[1]}')`);
    const { findings } = await verify();
    expect(findings.map(({ eventId }) => eventId)).toEqual(expect.arrayContaining([ids[1], ids[9]]));
    expect(findings[0]).toMatchObject({ eventId: ids[1], sealNumber: '1' });
  });

  it('finds a seal that was changed or taken out of the middle', async () => {
    const ids = await threeSeals();
    await forger.asOwner("UPDATE audit_seals SET sealed_at = sealed_at + interval '1 hour' WHERE number = 2");
    expect((await verify()).findings).toMatchObject([{ kind: 'seal_broken', eventId: ids[4], sealNumber: '2' }]);
    await forger.asOwner('DELETE FROM audit_seals WHERE number = 2');
    expect(kinds((await verify()).findings)).toContain('seal_missing');
  });

  it('finds a cut tail through a head that was kept outside, and through nothing else', async () => {
    const ids = await threeSeals();
    const head = await forger.head();
    await forger.asOwner(`DELETE FROM audit_seals WHERE number = 3`);
    await forger.asOwner(`DELETE FROM audit_events WHERE id = ANY ('{${ids.slice(8).join(',')}}')`);
    expect((await verify()).findings).toEqual([]);
    expect((await verify([head])).findings).toMatchObject([{ kind: 'seal_missing', eventId: ids[7], sealNumber: '3' }]);
  });

  it('finds a history written anew, with every hash right, through the head', async () => {
    const ids = await threeSeals();
    const head = await forger.head();
    await forger.asOwner(`UPDATE audit_events SET act = 'nothing.done' WHERE id = '${ids[0]}'`);
    await forger.asOwner('DELETE FROM audit_seals');
    await forger.seal(sealer, 12);
    expect((await verify()).findings).toEqual([]);
    await forger.writeSealsUpTo(3, sealer);
    expect(kinds((await verify([head])).findings)).toEqual(['head_differs']);
  });

  it('finds an old copy that was put back, also when it went on', async () => {
    await threeSeals();
    await forger.keepCopy();
    await forger.write();
    await forger.seal(sealer, 1);
    const head = await forger.head();
    await forger.restoreCopy();
    expect((await verify()).findings).toEqual([]);
    expect(kinds((await verify([head])).findings)).toEqual(['seal_missing']);
    await forger.write();
    await forger.seal(sealer, 1);
    expect(kinds((await verify([head])).findings)).toEqual(['head_differs']);
  });

  it('waits for a transaction that is still under way, so that no row comes too late for its place', async () => {
    const slow = new Client({ connectionString: test.database.adminUrl });
    await slow.connect();
    await slow.query('BEGIN');
    const late = await forger.write(slow);
    const quick = await forger.write();
    expect(await sealer.run()).toBe(0);
    await slow.query('COMMIT');
    await slow.end();
    await forger.seal(sealer, 2);
    const [seal] = await test.sql<{ event_ids: string[]; previous_hash: Buffer }>('SELECT * FROM audit_seals');
    expect(seal?.event_ids).toEqual([late, quick]);
    expect(seal?.previous_hash).toEqual(BEFORE_THE_FIRST);
    expect((await verify()).findings).toEqual([]);
  });

  it('lets two workers seal at once without a fork or a gap', async () => {
    for (let row = 0; row < 30; row++) await forger.write();
    const other = new SealAudit(test.get(Transactions));
    await Promise.all([sealer.run(), other.run(), sealer.run(), other.run()]);
    await forger.sealRest(sealer);
    expect(await verify()).toMatchObject({ rows: 30, unsealed: 0, findings: [] });
  });

  it('refuses to go on where the server counts from before the last seal', async () => {
    await threeSeals();
    await test.sql(
      'CREATE OR REPLACE FUNCTION audit_offset() RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT -1000000::bigint $$',
    );
    await expect(sealer.run()).rejects.toThrow('a copy was restored');
    await test.sql(
      'CREATE OR REPLACE FUNCTION audit_offset() RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 0::bigint $$',
    );
  });

  it('goes on past the ninth seal', async () => {
    for (let seal = 1; seal <= 12; seal++) {
      await forger.write();
      await forger.seal(sealer, 1);
    }
    expect(await verify([await forger.head()])).toMatchObject({ seals: 12, rows: 12, unsealed: 0, findings: [] });
    expect((await forger.head()).number).toBe('12');
  });

  it('marks rows that say a time long before they were written', async () => {
    await threeSeals();
    await test.sql(
      `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type)
       SELECT gen_random_uuid(), '2026-11-20', id, agency_id, roles, 'slipped.in', 'user' FROM users LIMIT 1`,
    );
    await forger.seal(sealer, 1);
    expect(await verify()).toMatchObject({ backdated: 1, findings: [] });
  });
});
