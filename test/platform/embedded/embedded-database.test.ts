import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { isPortFree, startEmbeddedDatabase, type EmbeddedDatabase } from '../../../src/platform/embedded';

const running: EmbeddedDatabase[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((database) => database.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cohort-embedded-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return join(folder, '.data');
}

async function start(dataDir: string, port?: number): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase({ dataDir, port });
  running.push(database);
  return database;
}

async function ask(database: EmbeddedDatabase, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.superuserUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

function serverPid(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'pgdata', 'postmaster.pid'), 'utf8'), 10);
}

describe('the embedded database', () => {
  it('keeps data and port over a restart', async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    await ask(first, 'create table kept (word text)');
    await ask(first, "insert into kept values ('Ångström')");
    await first.stop();
    expect(await isPortFree(first.port, '127.0.0.1')).toBe(true);

    const second = await start(dataDir);
    expect(second.port).toBe(first.port);
    expect(await ask(second, 'select word from kept')).toEqual(['Ångström']);
  });

  it('is durable, UTF-8, and closed to everyone without the secret', async () => {
    const dataDir = newDataDir();
    const database = await start(dataDir);
    const settings = [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'data_checksums',
      'server_encoding',
      'listen_addresses',
    ];
    const values = await Promise.all(settings.map(async (name) => (await ask(database, `show ${name}`))[0]));
    expect(values).toEqual(['on', 'on', 'on', 'on', 'UTF8', '127.0.0.1']);
    expect(await ask(database, 'select distinct auth_method from pg_hba_file_rules')).toEqual(['scram-sha-256']);
    expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
    expect(existsSync(join(dataDir, 'pgdata.partial.password'))).toBe(false);

    const guess = new Client({ connectionString: database.superuserUrl.replace(/:[^:@]+@/, ':guess@') });
    await expect(guess.connect()).rejects.toThrow(/password authentication failed/);
  });

  it('keeps what was written out of its log when a statement fails', async () => {
    const dataDir = newDataDir();
    const database = await start(dataDir);
    await ask(database, 'create table person (name text unique)');
    await ask(database, "insert into person values ('Invented Name')");
    await expect(ask(database, "insert into person values ('Invented Name')")).rejects.toThrow(/duplicate/);
    await database.stop();
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('Invented Name');
  });

  it('tells when the server is killed, and recovers what was committed', async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    await ask(first, 'create table kept as select 42 as answer');
    process.kill(serverPid(dataDir), 'SIGKILL');
    await first.ended;
    await first.stop();

    expect(await ask(await start(dataDir), 'select answer from kept')).toEqual([42]);
  });

  it('refuses a second copy on the same folder, in one line, and harms neither', async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    await expect(start(dataDir)).rejects.toThrow(/^Already running from .*\.$/);
    expect(await ask(first, 'select 1 as one')).toEqual([1]);
  });

  it('throws away a cluster whose making was interrupted', async () => {
    const dataDir = newDataDir();
    mkdirSync(join(dataDir, 'pgdata.partial', 'base'), { recursive: true });
    writeFileSync(join(dataDir, 'pgdata.partial', 'PG_VERSION'), '18');
    expect(await ask(await start(dataDir), 'select 1 as one')).toEqual([1]);
    expect(existsSync(join(dataDir, 'pgdata.partial'))).toBe(false);
  });

  it('leaves a damaged cluster alone and says what to do in one line', async () => {
    const dataDir = newDataDir();
    mkdirSync(join(dataDir, 'pgdata', 'base'), { recursive: true });
    await expect(start(dataDir)).rejects.toThrow(/^.*is gone.*move both away.*$/);
    writeFileSync(join(dataDir, 'secret'), 'anything');
    await expect(start(dataDir)).rejects.toThrow(/^.*is not a complete database.*$/);
    expect(existsSync(join(dataDir, 'pgdata', 'base'))).toBe(true);
  });

  it('says in one line that a port asked for is taken', async () => {
    const first = await start(newDataDir());
    await expect(start(newDataDir(), first.port)).rejects.toThrow(/^The database cannot use port .*$/);
  });

  it('clears a process id file that names a program of somebody else', async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    const pidFile = join(dataDir, 'pgdata', 'postmaster.pid');
    const before = readFileSync(pidFile, 'utf8');
    await first.stop();
    const owner = statSync(join(dataDir, 'pgdata'));
    const stranger = spawn('sleep', ['60'], { uid: owner.uid, gid: owner.gid });
    try {
      writeFileSync(pidFile, before.replace(/^\d+/, String(stranger.pid)));
      expect(await ask(await start(dataDir), 'select 1 as one')).toEqual([1]);
      expect(stranger.exitCode).toBeNull();
    } finally {
      stranger.kill();
    }
  });

  it('does not outlive a launcher that was killed, and takes over a server that did', async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    const { pid, cluster } = { pid: serverPid(dataDir), cluster: join(dataDir, 'pgdata') };
    await first.stop();
    const launcher = spawn(process.execPath, [join(__dirname, 'launch-and-wait.cjs'), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(launcher.stdout, 'data');
    expect(serverPid(dataDir)).not.toBe(pid);
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    expect(await ask(await start(dataDir), 'select 1 as one')).toEqual([1]);
    expect(existsSync(cluster)).toBe(true);
  });
});
