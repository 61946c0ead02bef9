import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { readSettings, type Settings, SettingsError } from '../../../src/config';
import { AuditKeeping } from '../../../src/platform/audit/chain/audit-keeping';
import { SealAudit } from '../../../src/platform/audit/chain/seal-audit';
import { headsIn } from '../../../src/platform/audit/domain/head';
import { KeepHeads } from '../../../src/platform/audit/heads/keep-heads';
import { WatchAccess } from '../../../src/platform/audit/watch/watch-access';
import { Transactions } from '../../../src/platform/database';
import { SmtpMailer } from '../../../src/platform/mail/smtp-mailer';
import { Mailbox } from '../../reminders/support/mailbox';
import { TestApp } from '../../support/test-app';
import { Forger } from './forger';

describe('the head of the chain, told outside', () => {
  let test: TestApp;
  let mailbox: Mailbox;
  let hook: Server;
  let taken: { body: string; type: string | undefined }[];
  let answerWith: number;
  let folder: string;
  let forger: Forger;

  beforeAll(async () => {
    test = await TestApp.start();
    mailbox = await Mailbox.open();
    forger = new Forger(test);
    hook = createServer((asked, answer) => {
      let body = '';
      asked.on('data', (chunk) => (body += String(chunk)));
      asked.on('end', () => {
        taken.push({ body, type: asked.headers['content-type'] });
        answer.writeHead(answerWith, answerWith === 302 ? { Location: '/elsewhere' } : {}).end();
      });
    });
    await new Promise<void>((ready) => hook.listen(0, '127.0.0.1', ready));
  });
  afterAll(async () => {
    hook.close();
    await mailbox.close();
    await test.stop();
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cohort-heads-'));
    [taken, answerWith] = [[], 204];
    await forger.startAgain();
    await test.sql('DELETE FROM audit_keeping');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const settings = (changes: Partial<Settings> = {}): Settings => ({
    ...readSettings({ DATABASE_URL: test.database.serviceUrl, SMTP_URL: mailbox.smtpUrl }),
    auditHeadFile: join(folder, 'heads', 'audit-heads.jsonl'),
    ...changes,
  });
  const heads = (changes: Partial<Settings> = {}): KeepHeads => {
    const own = settings(changes);
    const transactions = test.get(Transactions);
    return new KeepHeads(transactions, new AuditKeeping(transactions), own, new SmtpMailer(own, test.clock));
  };
  const sealOne = async (): Promise<void> => {
    await forger.write();
    await forger.seal(new SealAudit(test.get(Transactions)), 1);
  };
  const webhook = (): string => `http://127.0.0.1:${(hook.address() as AddressInfo).port}/heads`;

  it('goes to the file, a line each time there is a new one, and not twice', async () => {
    const keeper = heads();
    await keeper.run();
    await sealOne();
    await keeper.run();
    await keeper.run();
    await sealOne();
    await keeper.run();
    const kept = headsIn(readFileSync(settings().auditHeadFile, 'utf8'));
    expect(kept.map(({ number }) => number)).toEqual(['1', '2']);
    expect(kept[1]).toEqual(await forger.head());
  });

  it('goes by e-mail to two agencies, in a form that the check reads out of the saved message', async () => {
    await sealOne();
    await heads({ auditHeadMailTo: ['one@agency.example', 'two@other.example'] }).run();
    const mails = [...mailbox.received];
    expect(mails.map(({ to }) => to).sort()).toEqual(['one@agency.example', 'two@other.example']);
    expect(headsIn(mails[0]?.text ?? '')).toEqual([await forger.head()]);
  });

  it('is posted to the webhook; a redirect or a refusal is not taken for kept', async () => {
    await sealOne();
    await heads({ auditHeadWebhookUrl: webhook() }).run();
    expect(taken).toHaveLength(1);
    expect(taken[0]?.type).toBe('application/json');
    expect(headsIn(taken[0]?.body ?? '')).toEqual([await forger.head()]);
    await sealOne();
    for (const refusal of [302, 500]) {
      answerWith = refusal;
      await heads({ auditHeadWebhookUrl: webhook() }).run();
      expect(await test.sql(`SELECT last_error FROM audit_keeping WHERE task = 'head_webhook'`)).toEqual([
        { last_error: `HeadNotKept HTTP_${refusal}` },
      ]);
    }
    expect(taken).toHaveLength(3);
  });

  it('is asked for over https in production, and only of plain addresses', () => {
    const production = { NODE_ENV: 'production', AUDIT_HEAD_WEBHOOK_URL: 'http://example.test/' };
    expect(() => readSettings(production)).toThrow(
      'AUDIT_HEAD_WEBHOOK_URL: must be an address starting with https://.',
    );
    expect(() => readSettings({ AUDIT_HEAD_MAIL_TO: 'A <a@b.example>' })).toThrow(SettingsError);
  });

  it('is seen in health, on the page of governance and in their e-mail when it cannot be written', async () => {
    await sealOne();
    chmodSync(folder, 0o755);
    const blocked = heads({ auditHeadFile: '/dev/null/heads.jsonl' });
    await blocked.run();
    const health = await request(test.app.getHttpServer()).get('/health/audit');
    expect(health.status).toBe(503);
    expect(health.body.problems).toContainEqual({
      task: 'head_file',
      state: 'failing',
      since: '2026-11-21T10:00:00.000Z',
    });
    const page = await (await test.browse('governance@sbc.example')).get('/audit-events');
    expect(page.text).toContain('The end of the chain is not written to its file');
    const own = settings();
    const watch = new WatchAccess(test.get(Transactions), new SmtpMailer(own, test.clock), own);
    const before = mailbox.received.length;
    await watch.run();
    await watch.run();
    const mails = mailbox.received.slice(before);
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['governance@sbc.example', 'Unusual access to look at'],
    ]);
    await heads().run();
    expect(await test.sql(`SELECT failing_since FROM audit_keeping WHERE task = 'head_file'`)).toEqual([
      { failing_since: null },
    ]);
  });

  it('is healthy when every task went well lately, and not when one has not been heard of', async () => {
    const keeping = new AuditKeeping(test.get(Transactions));
    for (const task of ['seal', 'head_file', 'watch'] as const) await keeping.wentWell(task);
    const ask = () => request(test.app.getHttpServer()).get('/health/audit');
    expect((await ask()).body).toEqual({ status: 'ok', problems: [] });
    test.clock.set('2026-11-21T10:02:00Z');
    expect((await ask()).body.problems).toEqual([{ task: 'seal', state: 'late', since: '2026-11-21T10:00:00.000Z' }]);
    test.clock.set('2026-11-21T10:00:00Z');
  });
});
