// Runs one suite of tests and ends with one line, "N passed, N failed". Other arguments go to Jest.
//   node scripts/run-tests.mjs [--suite main|redis|browser|proof|bench] [paths and Jest's own flags]
// Of a proof or bench also --backend postgres|redis, --reminders, --schedules, --individuals, --rounds, --seconds and
// --minutes <how many>; --individuals takes several with commas between them.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeGroups } from './test-groups.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const scratch = mkdtempSync(join(tmpdir(), 'cohort-run-'));
const needs = { main: needNothing, proof: needNothing, bench: needNothing, redis: needRedis, browser: needBrowser };
const COUNTS = ['reminders', 'schedules', 'individuals', 'rounds', 'seconds', 'minutes'];
let redis;
let jest;
let groups;

const { suite, jestArguments, asked } = readArguments();
// A person who interrupts wants the servers gone too, so the end is awaited, not skipped.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => jest?.kill('SIGTERM'));

let exitCode = 1;
try {
  const env = { ...process.env, TEST_SUITE: suite, ...asked, ...(await needs[suite]()) };
  // What a developer's shell happens to have must not change what the main suite proves.
  if (suite !== 'redis') delete env.REDIS_URL;
  delete env.TEST_GROUPS;
  if (suite === 'main' && jestArguments.length === 0) env.TEST_GROUPS = groups = writeGroups(root);
  exitCode = summarise(await runJest(env));
} catch (error) {
  console.error(error.message);
} finally {
  await stopRedis();
  rmSync(scratch, { recursive: true, force: true });
  if (groups) rmSync(groups, { recursive: true, force: true });
}
process.exit(exitCode);

function readArguments() {
  const { tokens } = parseArgs({
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      suite: { type: 'string' },
      backend: { type: 'string' },
      ...Object.fromEntries(COUNTS.map((name) => [name, { type: 'string' }])),
    },
  });
  const valueOf = (option) => tokens.find((token) => token.kind === 'option' && token.name === option)?.value;
  const asked = {};
  if (valueOf('backend') !== undefined) asked.PROOF_BACKEND = valueOf('backend');
  for (const name of COUNTS) {
    if (valueOf(name) !== undefined) asked[`PROOF_${name.toUpperCase()}`] = valueOf(name);
  }
  if (!['postgres', 'redis', undefined].includes(asked.PROOF_BACKEND)) {
    console.error(`There is no backend "${asked.PROOF_BACKEND}": postgres or redis.`);
    process.exit(1);
  }
  const name = valueOf('suite') ?? 'main';
  if (!Object.hasOwn(needs, name)) {
    console.error(`There is no suite "${name}": main, redis, browser, proof or bench.`);
    process.exit(1);
  }
  const all = process.argv.slice(2);
  for (const option of ['suite', 'backend', ...COUNTS].map((name) => `--${name}`)) {
    const at = all.findIndex((argument) => argument === option || argument.startsWith(`${option}=`));
    if (at >= 0) all.splice(at, all[at] === option ? 2 : 1);
  }
  return { suite: name, jestArguments: all, asked };
}

function runJest(env) {
  const report = join(scratch, 'report.json');
  const program = join(dirname(require.resolve('jest/package.json')), 'bin/jest.js');
  return new Promise((finish, fail) => {
    jest = spawn(process.execPath, [program, '--json', `--outputFile=${report}`, ...jestArguments], {
      cwd: root,
      env,
      // Jest tells its story on standard error; with --json, standard output would only repeat the report.
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    jest.once('error', fail);
    jest.once('exit', (code) =>
      finish({ code, report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined }),
    );
  });
}

/** A file that could not run counts as a failure: its tests are not among those counted. */
function summarise({ code, report }) {
  const passed = report?.numPassedTests ?? 0;
  const broken = report?.numRuntimeErrorTestSuites ?? 0;
  const counted = (report?.numFailedTests ?? 0) + broken;
  const ranNothing = passed + counted === 0;
  if (ranNothing) console.error('No test ran.');
  const failed = counted > 0 || (code === 0 && !ranNothing) ? counted : 1;
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function needNothing() {
  return {};
}

async function needRedis() {
  if (process.env.REDIS_URL) return {};
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    throw new Error(
      'The redis suite needs Redis: set REDIS_URL, or install redis-server (Debian: apt-get install redis-server).',
    );
  }
  const port = await freePort();
  // The settings the service asks of a real Redis: with the defaults, a crash or a full memory loses delayed jobs.
  const flags = [
    '--bind',
    '127.0.0.1',
    '--port',
    port,
    '--dir',
    scratch,
    '--save',
    '',
    '--appendonly',
    'yes',
    '--maxmemory-policy',
    'noeviction',
  ];
  redis = spawn('redis-server', flags.map(String), { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((ready, fail) => {
    redis.stdout.on('data', (chunk) => String(chunk).includes('Ready to accept connections') && ready());
    redis.once('exit', (code) => fail(new Error(`redis-server ended with ${code} before it was ready.`)));
  });
  return { REDIS_URL: `redis://127.0.0.1:${port}` };
}

async function stopRedis() {
  if (!redis || redis.exitCode !== null) return;
  const ended = new Promise((finish) => redis.once('exit', finish));
  redis.kill('SIGTERM');
  await ended;
}

async function needBrowser() {
  const given = process.env.CHROMIUM_PATH;
  const candidates = given ? [given] : ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
  const path = candidates.find((candidate) => existsSync(candidate)) ?? (given ? undefined : await unpackedChromium());
  const trial = path ? spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 60_000 }) : undefined;
  if (trial?.status === 0) return { CHROMIUM_PATH: path };
  const reason = given ? `CHROMIUM_PATH (${given}) does not run` : firstLine(trial?.stderr) || 'none was found';
  throw new Error(
    `The browser suite needs Chromium: ${reason}. Set CHROMIUM_PATH, or install it (Debian: apt-get install chromium).`,
  );
}

async function unpackedChromium() {
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } catch {
    return undefined; // not installed, or not made for this machine: reported as missing
  }
}

function firstLine(text) {
  return text
    ?.split('\n')
    .find((line) => line.trim() !== '')
    ?.trim();
}

function freePort() {
  return new Promise((found, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
