import { load } from 'cheerio';
import { SETTINGS } from '../../src/config';
import { MakeReferral, SendReferralNotice, TellOfLateTriage, TriageReferral } from '../../src/referrals';
import { Transactions } from '../../src/platform/database';
import { Mailer } from '../../src/platform/mail';
import { TestApp } from '../support/test-app';

const REFERRAL = {
  givenName: 'Lowen',
  familyName: 'Penhallow',
  kind: 'proactive' as const,
  reason: 'Missing from home twice',
  isExperiencing: true,
  isPerpetrating: null,
  isTold: 'yes' as const,
};

describe('what is told about a referral', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const notices = () =>
    test.sql<{ id: string; kind: string; email: string }>(
      `SELECT n.id, n.kind, u.email FROM referral_notices n JOIN users u ON u.id = n.recipient_id ORDER BY n.made_at, n.kind, u.email`,
    );

  it('goes to the chair when it comes, once when it is late, and to the referrer when it is answered', async () => {
    const { id } = await test.get(MakeReferral).run(await test.actor('nurse@health.example'), REFERRAL);
    const late = new TellOfLateTriage(test.get(Transactions));
    test.clock.set(new Date('2026-11-24T10:00:00Z'));
    expect(await late.run()).toBe(0);
    test.clock.set(new Date('2026-11-25T10:00:00Z'));
    expect([await late.run(), await late.run()]).toEqual([1, 0]);
    const home = async (email: string) => {
      const page = await (await test.browse(email)).get('/meetings');
      return load(page.text)('[data-qa=waiting]').text().replace(/\s+/g, ' ');
    };
    expect(await home('chair@mace.example')).toMatch(/The triage of 1 referral is late Late/);
    const decision = { id, version: 1, decision: 'no_further_action' as const, reason: 'Known', answer: 'Thank you' };
    await test.get(TriageReferral).run(await test.actor('chair@mace.example'), decision);
    expect((await notices()).map(({ kind, email }) => [kind, email])).toEqual([
      ['made', 'chair@mace.example'],
      ['answered', 'nurse@health.example'],
      ['overdue', 'chair@mace.example'],
    ]);
    const announced = await test.sql(`SELECT 1 FROM outbox_events WHERE kind = 'referral_notice.made'`);
    expect(announced.length).toBe(3);
    const [row] = await test.sql(
      'SELECT was_due_on::text, decided_on::text FROM referral_decisions WHERE referral_id = $1',
      [id],
    );
    expect(row).toEqual({ was_due_on: '2026-11-24', decided_on: '2026-11-25' });
  });

  it('is said on its pages: to the panel who was told and when, to the referrer without a name, and what comes next', async () => {
    test.clock.set(new Date('2026-11-21T10:00:00Z'));
    const { id } = await test.get(MakeReferral).run(await test.actor('nurse@health.example'), REFERRAL);
    const told = async (email: string, page = `/referrals/${id}`) =>
      load((await (await test.browse(email)).get(page)).text)('[data-qa=told]').text();
    const toCome =
      'The chairs of the panel are told once, on 25 November 2026, if it still waits then; no other reminder is sent.';
    expect(await told('chair@mace.example')).toBe(toCome);
    expect(await told('nurse@health.example')).toBe(toCome);
    test.clock.set(new Date('2026-11-25T10:00:00Z'));
    expect(await told('chair@mace.example')).toBe('It is late: the chairs of the panel are told within the hour.');
    await new TellOfLateTriage(test.get(Transactions)).run();
    const [chair] = await test.sql<{ name: string }>('SELECT display_name AS name FROM users WHERE email = $1', [
      'chair@mace.example',
    ]);
    const late = `${chair?.name} was told that it is late on 25 November 2026; the e-mail has not left yet.`;
    const once = 'The chairs of the panel are told once when it is late; no other reminder is sent.';
    expect(await told('chair@mace.example')).toBe(`${late}${once}`);
    expect(await told('chair@mace.example', `/referrals/${id}/triage`)).toBe(`${late}${once}`);
    expect(await told('member@mace.example')).toBe(`${late}${once}`);
    expect(await told('nurse@health.example')).toBe(once);
  });

  it('is mailed once, with nobody’s name and no reference in it', async () => {
    const sent: { subject: string; text: string; to: string; messageId: string }[] = [];
    const mailer = Object.assign(Object.create(Mailer.prototype), {
      send: async (mail: (typeof sent)[number]) => void sent.push(mail),
    });
    Object.defineProperty(mailer, 'isSetUp', { value: true });
    const settings = test.app.get(SETTINGS, { strict: false });
    const send = new SendReferralNotice(test.get(Transactions), mailer, settings);
    const [first] = await notices();
    await send.run(first?.id ?? '');
    await send.run(first?.id ?? '');
    expect(sent).toEqual([
      {
        messageId: `referral-notice-${first?.id}`,
        to: 'chair@mace.example',
        subject: 'A referral waits for triage',
        text: expect.stringMatching(
          /^A referral waits for triage\.\n\nSign in to read it:\nhttp[^\s]+\/referrals\/[0-9a-f-]{36}\n$/,
        ),
      },
    ]);
  });
});
