import { load } from 'cheerio';
import { readSettings } from '../../../src/config';
import { WatchAccess } from '../../../src/platform/audit/watch/watch-access';
import { Transactions } from '../../../src/platform/database';
import { SmtpMailer } from '../../../src/platform/mail/smtp-mailer';
import { makeCase } from '../../factories';
import { Mailbox } from '../../reminders/support/mailbox';
import { TestApp } from '../../support/test-app';

const GOVERNANCE = 'governance@sbc.example';
const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';
const NURSE = 'nurse@health.example';
const MANY = 10;

describe('unusual access to restricted records', () => {
  let test: TestApp;
  let mailbox: Mailbox;
  let watch: WatchAccess;
  const restricted: string[] = [];

  beforeAll(async () => {
    test = await TestApp.start();
    mailbox = await Mailbox.open();
    const settings = readSettings({ DATABASE_URL: test.database.serviceUrl, SMTP_URL: mailbox.smtpUrl });
    watch = new WatchAccess(test.get(Transactions), new SmtpMailer(settings, test.clock), settings);
    for (let made = 0; made < MANY; made += 1) {
      restricted.push((await makeCase(test, { restrictedTo: [LEAD, MANAGER, NURSE] })).individualId);
    }
  });
  afterAll(async () => {
    await mailbox.close();
    await test.stop();
  });
  beforeEach(async () => {
    await test.sql('DELETE FROM unusual_access');
    await test.sql('DELETE FROM audit_keeping');
    await test.sql('ALTER TABLE audit_events DISABLE TRIGGER USER');
    await test.sql('DELETE FROM audit_events');
    await test.sql('ALTER TABLE audit_events ENABLE TRIGGER USER');
    mailbox.received.length = 0;
  });

  const readBy = (email: string, records: string[], act = 'plan.read') =>
    test.sql(
      `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, individual_id)
       SELECT gen_random_uuid(), '2026-11-18T10:00:00Z', u.id, u.agency_id, u.roles, $3, 'plan', r
         FROM unnest($2::uuid[]) r, users u WHERE u.email = $1`,
      [email, records, act],
    );
  const open = (many: number): string[] =>
    Array.from({ length: many }, (_, at) => `00000000-0000-7000-9000-${String(at).padStart(12, '0')}`);
  const look = async (at = '2026-11-18T10:01:00Z') => {
    test.clock.set(at);
    await watch.run();
    return test.sql<{ kind: string; counted: number }>('SELECT kind, counted FROM unusual_access ORDER BY kind');
  };
  const shownToGovernance = async (): Promise<string> =>
    load((await (await test.browse(GOVERNANCE)).get('/unusual-access')).text)('main').text();

  it('count in nothing that governance is shown or told: all is as if these people were not there', async () => {
    const nothing = await shownToGovernance();
    await readBy(LEAD, [...open(495), ...restricted]);
    await readBy(NURSE, restricted.slice(0, 5));
    expect(await look()).toEqual([{ kind: 'restricted_records', counted: MANY }]);
    expect(await shownToGovernance()).toBe(nothing);
    expect(mailbox.received.map(({ to }) => to).join()).not.toContain(GOVERNANCE);
    const [raised] = await test.sql<{ id: string }>('SELECT id FROM unusual_access');
    const governance = await test.browse(GOVERNANCE);
    expect((await governance.get(`/unusual-access/${raised?.id}`)).status).toBe(404);
    await readBy(LEAD, open(500));
    await test.sql(`DELETE FROM audit_keeping`);
    expect(await look('2026-11-18T10:02:00Z')).toContainEqual({ kind: 'many_records', counted: 500 });
  });

  it('are told to the managers named on them when one person reads many, once and without a name; never to who read', async () => {
    await readBy(LEAD, restricted.slice(1));
    expect(await look()).toEqual([]);
    await readBy(LEAD, restricted);
    await test.sql(`DELETE FROM audit_keeping`);
    await look('2026-11-18T10:02:00Z');
    await look('2026-11-18T10:03:00Z');
    expect(mailbox.received.map(({ to }) => String(to))).toEqual([expect.stringContaining(MANAGER)]);
    expect(mailbox.received[0]?.raw).toContain('named on at least one');
    expect(mailbox.received[0]?.raw).not.toMatch(/Lena|Marsh|TC-20/);
  });

  it('are told to whoever else is named where the manager is who read', async () => {
    await readBy(MANAGER, restricted);
    await look();
    expect(mailbox.received.map(({ to }) => String(to)).sort()).toEqual([
      expect.stringContaining(LEAD),
      expect.stringContaining(NURSE),
    ]);
  });

  it('leave the list of governance while somebody is restricted, if they were raised before, and are back after it', async () => {
    const { individualId } = await makeCase(test);
    await readBy(NURSE, [individualId]);
    expect(await look()).toEqual([{ kind: 'outside_agency', counted: 1 }]);
    const before = await shownToGovernance();
    const restrict = (is: boolean) =>
      test.sql('UPDATE individuals SET is_restricted = $2, restricted_to = $3, version = version + 1 WHERE id = $1', [
        individualId,
        is,
        is ? [test.userId(LEAD), test.userId(MANAGER)] : [],
      ]);
    await restrict(true);
    expect(await shownToGovernance()).not.toContain('Nobody at the agency');
    expect(await shownToGovernance()).not.toBe(before);
    await restrict(false);
    expect(await shownToGovernance()).toBe(before);
  });
});
