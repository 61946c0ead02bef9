/**
 * `npm start`: everything in one command. Database (our own when no DATABASE_URL is set), migrations, demonstration
 * partnership when the database is empty, web, worker. Everything it started ends with it, the database last.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { childEnvironment, isRunByNpm, readSettings, SettingsError, type Settings } from './config';
import { migrate, prepareDatabase } from './platform/database';
import { isPortFree, startEmbeddedDatabase, type EmbeddedDatabase } from './platform/embedded';
import { isAdministrator } from './platform/embedded/administrator';
import { startChild, stopChildren, type RunningChild } from './platform/embedded/child-process';
import { demonstrationSignIns } from './platform/embedded/demonstration-sign-ins';

const patience = 10_000;
const SHORTEST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
const children: RunningChild[] = [];
let database: Promise<EmbeddedDatabase> | undefined;
let isStopping = false;

/** Something that ends the whole service, said in one line. */
class CannotGoOn extends Error {}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

listenForSignals();
watchNpm();
run().catch(async (error: unknown) => {
  if (isStopping) return;
  process.stderr.write(`${oneLine(error)}\n`);
  await stopAll(1);
});

async function run(): Promise<void> {
  const settings = readSettings();
  if (!(await isPortFree(settings.port))) {
    throw new CannotGoOn(
      `Port ${settings.port} is in use: stop what uses it, or set another, for example PORT=${settings.port + 1}.`,
    );
  }
  const { ownerUrl, serviceUrl } = await openDatabase(settings);
  if (ownerUrl) {
    say('Preparing the tables…');
    await migrate(ownerUrl);
  }
  const env = serviceEnvironment(serviceUrl);
  const hasDemonstration = settings.isDemonstration && (await loadDemonstration(env));
  say('Starting web and worker…');
  await Promise.all([startService('web', 'main.js', env), startService('worker', 'worker.js', env)]);
  say(`Ready: ${settings.baseUrl}`);
  if (hasDemonstration) demonstrationSignIns.forEach(say);
}

async function openDatabase(settings: Settings): Promise<{ ownerUrl?: string; serviceUrl: string }> {
  if (settings.databaseUrl) return useServer(settings.databaseUrl, settings);
  return startOwnDatabase(settings.dataDir);
}

/** A server of the council's: prepared roles in production; on a developer's machine an administrator's address will do. */
async function useServer(databaseUrl: string, { databaseOwnerUrl, isProduction }: Settings) {
  const mayPrepare = !databaseOwnerUrl && !isProduction && (await isAdministrator(databaseUrl));
  if (mayPrepare) return prepareDatabase({ adminUrl: databaseUrl });
  if (!databaseOwnerUrl) say('DATABASE_OWNER_URL is not set, so the tables are used as they are.');
  return { ownerUrl: databaseOwnerUrl, serviceUrl: databaseUrl };
}

async function startOwnDatabase(dataDir: string) {
  stopIfStopping();
  say('Starting the database…');
  database = startEmbeddedDatabase({ dataDir, log: say });
  const { superuserUrl, ended } = await database;
  void ended.then(() => endBecause(`The database stopped: see ${join(dataDir, 'postgres.log')}.`));
  return prepareDatabase({ adminUrl: superuserUrl });
}

/** The processes that meet users never learn the owner's address: it could pass by row-level security. */
function serviceEnvironment(serviceUrl: string): NodeJS.ProcessEnv {
  const env = childEnvironment({ DATABASE_URL: serviceUrl });
  delete env.DATABASE_OWNER_URL;
  return env;
}

/** The loader decides whether the database is empty, says how far it is, and answers whether the people are there. */
async function loadDemonstration(env: NodeJS.ProcessEnv): Promise<boolean> {
  const file = join(__dirname, 'commands', 'demo-load.js');
  if (!existsSync(file)) return false;
  const loader = startOurs('demonstration', file, env, ['--if-empty']);
  let isLoaded = false;
  loader.onMessage((message) => {
    if ('progress' in message) say(String(message.progress));
    if ('demonstration' in message) isLoaded = message.demonstration === true;
  });
  const how = await loader.ended;
  if (how !== 'exit 0') throw new CannotGoOn(`Loading the demonstration people failed (${how}).`);
  children.splice(children.indexOf(loader), 1);
  return isLoaded;
}

/** One that never comes up ends the whole start: what is wrong with it is not mended by trying again. */
async function startService(name: string, file: string, env: NodeJS.ProcessEnv): Promise<void> {
  const start = (): RunningChild => startOurs(name, join(__dirname, file), env);
  const child = start();
  const ready = child.message((message) => 'ready' in message && message.ready === true);
  const ended = child.ended.then((how) => {
    throw new CannotGoOn(`The ${name} process stopped (${how}), so everything was stopped.`);
  });
  await Promise.race([ready, ended]);
  void keepUp(child, start);
}

/** A worker that is killed must not take the pages with it, nor stay away until somebody looks: it is started again, at longer and longer pauses. */
async function keepUp(first: RunningChild, start: () => RunningChild): Promise<void> {
  let pause = SHORTEST_PAUSE;
  for (let child = first; ; child = start()) {
    const from = performance.now();
    const how = await child.ended;
    if (isStopping) return;
    children.splice(children.indexOf(child), 1);
    if (performance.now() - from > LONGEST_PAUSE) pause = SHORTEST_PAUSE;
    process.stderr.write(`The ${child.name} process stopped (${how}). It is started again.\n`);
    await delay(pause);
    if (isStopping) return;
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }
}

function startOurs(name: string, file: string, env: NodeJS.ProcessEnv, flags: string[] = []): RunningChild {
  stopIfStopping();
  const child = startChild(name, file, env, flags);
  children.push(child);
  return child;
}

function stopIfStopping(): void {
  if (isStopping) throw new CannotGoOn('Stopping.');
}

function endBecause(reason: string): void {
  if (isStopping) return;
  process.stderr.write(`${reason}\n`);
  void stopAll(1);
}

async function stopAll(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await stopChildren(children, patience);
  const opened = await database?.catch(() => undefined);
  await opened?.stop();
  process.exit(exitCode);
}

/** A signal to npm ends the shell that it started us in and never reaches us: then our parent is another. */
function watchNpm(): void {
  if (!isRunByNpm()) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    say('Stopping…');
    void stopAll(0);
  }, 500);
  watch.unref();
}

function listenForSignals(): void {
  let firstAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      firstAt ??= now;
      if (!isStopping) {
        say('Stopping…');
        void stopAll(0);
      } else if (now - firstAt > 500) {
        // One Ctrl-C arrives twice (from the terminal and passed on by npm); a later one is a person in a hurry.
        children.forEach((child) => child.kill());
        void database?.then((opened) => opened.stopNow()).catch(() => undefined);
      }
    });
  }
}

function oneLine(error: unknown): string {
  // Each wrong setting is named on a line of its own.
  if (error instanceof SettingsError) return error.message;
  const message = error instanceof Error ? error.message || error.name : String(error);
  return message.replace(/\s*\n\s*/g, ' ');
}
