import { MailAccountLinks } from '../../src/users/jobs/mail-account-links';
import { RemindersTest } from '../reminders/support/reminders-test';

const ADMINISTRATOR = 'administrator@sbc.example';
const PASSWORD = 'violet gravel umbrella tuesday';

describe('a one-time link', () => {
  let test: RemindersTest;

  beforeAll(async () => {
    test = await RemindersTest.start();
    await test.startWorker();
  });
  afterAll(() => test.stop());

  const linkIn = (text: string): string => /http:\/\/localhost:3000(\/sign-in\/links\/[\w-]{43})/.exec(text)?.[1] ?? '';
  const mailTo = async (email: string, many = 1) => {
    await test.until(`${many} mail to ${email}`, () => test.mailbox.to(email).length >= many);
    return test.mailbox.to(email);
  };

  it('is mailed to the invited person once, works once, and stands in no table, no queue and no answer', async () => {
    const email = 'nia@scf.example';
    const administrator = await test.app.browse(ADMINISTRATOR);
    const invitation = {
      displayName: 'Nia Forde',
      email,
      agencyId: String(test.app.partnership.agencies['scf']),
      roles: ['practitioner'],
    };
    const answer = await administrator.submit('/users', invitation, '/users/new');
    const [mail] = await mailTo(email);
    const path = linkIn(mail?.text ?? '');
    const token = path.split('/').pop() ?? '';
    expect(token).toHaveLength(43);
    expect(mail?.text).toContain('It works once, for 72 hours.');
    const kept = await test.app.sql(
      `SELECT (SELECT json_agg(l)::text FROM account_links l) AS links, (SELECT json_agg(e)::text FROM outbox_events e) AS events,
              (SELECT json_agg(a)::text FROM audit_events a) AS audit`,
    );
    expect(JSON.stringify(kept)).not.toContain(token);
    expect((await administrator.get(String(answer.headers['location']))).text).not.toContain(token);
    const person = test.app.anonymous();
    const fields = { password: PASSWORD, again: PASSWORD };
    expect((await person.submit(path, fields)).headers['location']).toBe('/sign-in');
    expect((await person.get(path)).status).toBe(404);
    await test.round();
    expect(test.mailbox.to(email)).toHaveLength(1);
  });

  it('that is mailed again is another message, and the newest is the one that works', async () => {
    const email = 'lead@scf.example';
    await test.app.anonymous().submit('/sign-in/forgotten-password', { email });
    const [first] = await mailTo(email);
    const [event] = await test.app.sql<{ id: string; subject_id: string }>(
      `SELECT id, subject_id FROM outbox_events WHERE kind = 'account_link.asked' ORDER BY at DESC, id DESC LIMIT 1`,
    );
    // As after a crash between the mail and the note that it was sent.
    await test
      .work(MailAccountLinks)
      .mail({ id: event?.id ?? '', kind: 'account_link.asked', subjectId: event?.subject_id ?? '' });
    const [, second] = await mailTo(email, 2);
    expect(second?.messageId).not.toBe(first?.messageId);
    expect((await test.app.anonymous().get(linkIn(first?.text ?? ''))).status).toBe(404);
    expect((await test.app.anonymous().get(linkIn(second?.text ?? ''))).status).toBe(200);
  });

  it('is mailed to nobody for an address without an account, nor for an account that was disabled meanwhile', async () => {
    await test.app.anonymous().submit('/sign-in/forgotten-password', { email: 'nobody@council.test' });
    test.mailbox.behaviour = 'away';
    await test.app.anonymous().submit('/sign-in/forgotten-password', { email: 'nurse@health.example' });
    await test.until('the mail was tried', () => test.mailbox.refusals > 0);
    const path = `/users/${test.app.userId('nurse@health.example')}`;
    const administrator = await test.app.browse(ADMINISTRATOR);
    await administrator.submit(`${path}/disablement`, { reason: 'Left' }, path);
    test.mailbox.behaviour = 'accept';
    const waiting = () =>
      test.app.sql(`SELECT 1 FROM outbox_events WHERE kind = 'account_link.asked' AND handled_at IS NULL`);
    await test.until('nothing waits', async () => {
      test.app.clock.set(new Date(test.app.clock.now().getTime() + 60_000));
      return (await waiting()).length === 0;
    });
    expect(test.mailbox.to('nurse@health.example')).toEqual([]);
    expect(test.mailbox.to('nobody@council.test')).toEqual([]);
    expect(await test.app.sql('SELECT 1 FROM account_links WHERE asked_email IS NOT NULL')).toEqual([]);
  });
});
