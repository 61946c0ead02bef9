import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from 'cheerio';
import { SMTPServer } from 'smtp-server';
import { findFreePort } from '../../../src/platform/embedded';
import { makeCase } from '../../factories';
import { TestApp } from '../../support/test-app';
import { RemoteVisitor } from './remote-visitor';

/** Nobody is called this; wherever one of these words is found, it came from the record. */
const CANARY = {
  givenName: 'Zyxwalda',
  familyName: 'Quibberton',
  preferredName: 'Zyxie',
  dateOfBirth: '2011-02-17',
  communicationNeeds: 'Lives at 7 Flumperdown Lane, NHS 999 123 4560, says vexwordle',
};
const WORDS = /zyxwalda|quibberton|zyxie|flumperdown|vexwordle|2011-02-17|17 February 2011|999 ?123 ?4560/i;

describe('a person nobody is called', () => {
  let test: TestApp;
  let mail: SMTPServer;
  let url = '';
  const children: ChildProcess[] = [];
  const said: string[] = [];
  const mails: string[] = [];
  const addresses: string[] = [];
  const titles: string[] = [];
  let individualId = '';

  beforeAll(async () => {
    test = await TestApp.start();
    mail = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, session, done) => {
        const parts: string[] = [JSON.stringify(session.envelope)];
        stream.on('data', (chunk: Buffer) => parts.push(chunk.toString('utf8')));
        stream.on('end', () => {
          mails.push(parts.join('\n'));
          done();
        });
      },
    });
    const [web, smtp] = [await findFreePort(), await findFreePort()];
    await new Promise<void>((ready) => void mail.listen(smtp, '127.0.0.1', () => ready()));
    url = `http://127.0.0.1:${web}`;
    const env = {
      DATABASE_URL: test.database.serviceUrl,
      PORT: String(web),
      BASE_URL: url,
      SMTP_URL: `smtp://127.0.0.1:${smtp}`,
      LOG_LEVEL: 'debug',
      SCAN_EVERY_SECONDS: '1',
      DIGEST_HOUR: '0',
      REDIS_URL: '',
    };
    await makeCase(test, { ...CANARY, plan: 'live', reviewDueOn: '2026-10-01' });
    await Promise.all(['main.js', 'worker.js'].map((file) => start(file, env)));
  }, 120_000);
  afterAll(async () => {
    for (const child of children) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }
    await new Promise<void>((done) => mail.close(() => done()));
    await test.stop();
  }, 120_000);

  const start = async (file: string, env: NodeJS.ProcessEnv): Promise<void> => {
    const child = spawn(process.execPath, [join('dist', 'src', file)], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    children.push(child);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(String(chunk)));
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended: ${said.join('')}`))),
    ]);
  };

  it('goes through the API and the pages', async () => {
    const lead = await RemoteVisitor.signedIn(url, 'lead@scf.example', (answer) => {
      addresses.push(answer.location);
      if (!answer.type.includes('html')) return;
      const $ = load(answer.text);
      titles.push($('title').text());
      for (const link of $('[href], [action], [src]').toArray()) {
        addresses.push(...['href', 'action', 'src'].map((name) => String($(link).attr(name) ?? '')));
      }
    });
    const added = await lead.call('POST', '/individuals', CANARY);
    expect(added.status).toBe(201);
    individualId = String(JSON.parse(added.text).id);
    const note = { text: `${CANARY.givenName} was seen at Flumperdown`, basis: 'fact' };
    const day = {
      'happenedOn-day': '20',
      'happenedOn-month': '11',
      'happenedOn-year': '2026',
      visibility: 'all_agencies',
    };
    const kept = await lead.submit(`/individuals/${individualId}/notes`, { ...note, ...day });
    expect(kept.status).toBe(303);
    const pages = [
      '',
      '/notes',
      '/actions',
      '/plan',
      '/people',
      '/screenings',
      '/screenings/new',
      '/reviews',
      '/notes',
    ];
    for (const page of pages) {
      const { status, text } = await lead.get(`/individuals/${individualId}${page}`);
      expect([page, status]).toEqual([page, 200]);
      expect(text).toMatch(WORDS);
    }
    for (const page of ['/individuals', '/actions', '/reminders', '/reviews', '/help']) await lead.get(page);
    await lead.submit(`/individuals/${individualId}/plan`, {}, `/individuals/${individualId}/plan`);
    // Refused, with what was typed.
    const refused = await lead.submit(
      '/individuals',
      { ...CANARY, givenName: '', sex: CANARY.givenName },
      '/individuals/new',
    );
    expect(refused.status).toBe(422);
    for (const odd of [
      { dateOfBirth: WORDS.source },
      { [CANARY.givenName]: 'x' },
      { givenName: `${CANARY.givenName}\u0000` },
    ]) {
      expect((await lead.call('POST', '/individuals', { ...CANARY, ...odd })).status).toBe(422);
    }
  }, 120_000);

  it('breaks statements of the database, with its own words in them', async () => {
    const lead = await RemoteVisitor.signedIn(url, 'lead@scf.example', () => undefined);
    await test.sql(`ALTER TABLE individuals ADD CONSTRAINT planted CHECK (given_name <> 'Zyxwalda') NOT VALID`);
    expect((await lead.call('POST', '/individuals', CANARY)).status).toBe(500);
    await test.sql('ALTER TABLE individuals DROP CONSTRAINT planted');
    const message = `SELECT 'Zyxwalda Quibberton'::date`;
    await expect(test.sql(message)).rejects.toThrow('Zyxwalda');
  });

  it('is written about by e-mail', async () => {
    const until = performance.now() + 20_000;
    while (mails.length === 0 && performance.now() < until)
      await once(mail.server, 'connection', { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    expect(mails.length).toBeGreaterThan(0);
  }, 120_000);

  it('is in no address, title, log, mail or queue', async () => {
    const [{ data_directory: folder } = { data_directory: '' }] = await test.sql<{ data_directory: string }>(
      'SHOW data_directory',
    );
    const log = readFileSync(join(dirname(folder), 'postgres.log'), 'utf8');
    const queued = await test.sql<{ row: string }>(
      `SELECT query_to_xml(format('SELECT * FROM bullmq.%I', tablename), true, false, '')::text AS row FROM pg_tables WHERE schemaname = 'bullmq'`,
    );
    const outbox = await test.sql<{ row: string }>(`SELECT o::text AS row FROM outbox_events o`);
    const places: Record<string, string[]> = {
      addresses,
      titles,
      'standard output and error': said,
      'the log of PostgreSQL': [log],
      mails,
      'the queue': queued.map(({ row }) => row),
      'the outbox': outbox.map(({ row }) => row),
    };
    for (const [place, words] of Object.entries(places)) expect([place, words.length > 0]).toEqual([place, true]);
    const hits = Object.entries(places).flatMap(([place, words]) =>
      words.flatMap((text) =>
        text
          .split('\n')
          .filter((line) => WORDS.test(line))
          .map((line) => `${place}: ${line}`),
      ),
    );
    expect(hits).toEqual([]);
    expect(said.join('')).toContain('23514');
  });
});
