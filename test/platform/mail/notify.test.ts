import { readSettings } from '../../../src/config';
import { MailAway, MailRefused } from '../../../src/platform/mail';
import { NotifyMailer } from '../../../src/platform/mail/notify-mailer';
import { NotifyListener } from './notify-listener';

const MESSAGE = {
  messageId: 'reminders-abc',
  to: 'lead@scf.example',
  subject: 'You have 1 reminder',
  text: 'Sign in.',
};
const FIRST = { ...MESSAGE, isFirstAttempt: true };

describe('e-mail by GOV.UK Notify', () => {
  let notify: NotifyListener;

  beforeEach(async () => {
    notify = await NotifyListener.open();
  });
  afterEach(() => notify.close());

  const mailer = (changes: Record<string, string> = {}): NotifyMailer => {
    const settings = readSettings({ ...notify.environment, ...changes }).notify;
    if (!settings) throw new Error('Notify is not set up.');
    return new NotifyMailer(settings);
  };

  it('hands a message over under its id as the reference, signed, without asking when it is the first time', async () => {
    await mailer().send(FIRST);
    expect(notify.taken).toEqual([
      {
        reference: 'reminders-abc',
        email: 'lead@scf.example',
        personalisation: { subject: 'You have 1 reminder', message: 'Sign in.' },
        at: expect.any(Number),
      },
    ]);
    expect(notify.asked).toEqual([]);
  });

  it('asks before a repetition, and repeats only what is not there or did not arrive', async () => {
    await mailer().send(FIRST);
    await mailer().send(MESSAGE);
    expect(notify.asked).toEqual(['reminders-abc']);
    expect(notify.taken).toHaveLength(1);
    notify.status = 'temporary-failure';
    await mailer().send(MESSAGE);
    expect(notify.taken).toHaveLength(2);
    notify.status = 'permanent-failure';
    const refused = await mailer()
      .send(MESSAGE)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(MailRefused);
    expect(refused).toMatchObject({ isAboutAddress: true });
    expect(notify.taken).toHaveLength(2);
  });

  it('repeats nothing when Notify took it, broke, and cannot say', async () => {
    notify.next = ['take and break'];
    await mailer().send(FIRST);
    // It was asked after the break, and the answer was that it is there.
    expect(notify.asked).toEqual(['reminders-abc']);
    expect(notify.taken).toHaveLength(1);
    notify.isSilent = true;
    await expect(mailer().send(MESSAGE)).rejects.toThrow('not repeated unasked: notify 500');
    expect(notify.taken).toHaveLength(1);
  });

  it('waits and tries again when there are too many or Notify is broken, then gives up for now', async () => {
    notify.next = ['too many', 'broken'];
    await mailer().send(FIRST);
    expect(notify.taken).toHaveLength(1);
    notify.next = ['broken', 'broken', 'broken'];
    const away = await mailer()
      .send({ ...FIRST, messageId: 'reminders-def' })
      .catch((error: unknown) => error);
    expect(away).toBeInstanceOf(MailAway);
    expect(String(away)).toContain('notify 503');
  });

  it('says whether a refusal is about the address, and never repeats the address', async () => {
    notify.next = ['refuse address', 'team key'];
    const address = await mailer()
      .send(FIRST)
      .catch((error: unknown) => error);
    expect(address).toMatchObject({ isAboutAddress: true, message: 'notify 400 ValidationError' });
    const policy = await mailer()
      .send(FIRST)
      .catch((error: unknown) => error);
    expect(policy).toMatchObject({ isAboutAddress: false, message: 'notify 400 BadRequestError' });
    expect(policy).toBeInstanceOf(MailRefused);
    // A wrong key is about every message: they wait, and none is given up.
    const wrong = `proof-${NotifyListener.serviceId}-99999999-9999-4999-8999-999999999999`;
    await expect(mailer({ NOTIFY_API_KEY: wrong }).send(FIRST)).rejects.toBeInstanceOf(MailAway);
  });

  it('keeps to its rate, evenly', async () => {
    const even = mailer({ NOTIFY_MOST_PER_MINUTE: '1200' });
    const messages = Array.from({ length: 10 }, (_, at) => ({ ...FIRST, messageId: `reminders-${at}` }));
    const from = performance.now();
    await Promise.all(messages.map((message) => even.send(message)));
    // Nine pauses of 50 ms; a timer may be a millisecond early.
    expect(notify.taken).toHaveLength(10);
    expect(performance.now() - from).toBeGreaterThan(440);
  });

  it('is refused by the settings when half of it is missing', () => {
    expect(() => readSettings({ ...notify.environment, NOTIFY_TEMPLATE_ID: '' })).toThrow('NOTIFY_TEMPLATE_ID');
    expect(() => readSettings({ ...notify.environment, NOTIFY_API_KEY: 'short' })).toThrow('NOTIFY_API_KEY');
    expect(() => readSettings({ ...notify.environment, NOTIFY_BASE_URL: 'ftp://there' })).toThrow('NOTIFY_BASE_URL');
  });
});
