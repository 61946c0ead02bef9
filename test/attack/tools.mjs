// Third-party tools, each with what counts as passed. They reach nothing but the product on loopback.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { withoutSignOut } from './without-sign-out.mjs';

const scratch = () => mkdtempSync(join(tmpdir(), 'cohort-tool-'));
const isInstalled = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
const MISSING = { isMissing: true };

export const MISSING_IN_NPM = () =>
  ['spectral', 'dredd', 'prism', 'recheck'].filter((name) => !existsSync(join('node_modules', '.bin', name)));

export const TOOLS = { sqlmap, wapiti, ffuf, hydra, slowhttptest, 'testssl.sh': testssl };

/** Runs a program for so long at the most, and gives back what it said. */
function say(program, flags, seconds) {
  return new Promise((done) => {
    const child = spawn(program, flags, { stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (words += String(chunk)));
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1_000);
    child.once('close', (code) => {
      clearTimeout(timer);
      done({ code, words });
    });
  });
}

async function sqlmap({ url, people, isFull, operations }) {
  if (!isInstalled('sqlmap')) return MISSING;
  const folder = scratch();
  const document = await (await fetch(`${url}/api/openapi.json`)).json();
  const targets = Object.entries(document.paths)
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
    .filter(({ path }) => !/sessions/.test(path))
    .flatMap((target) => requestOf(target, document));
  const tried = isFull ? targets : targets.filter((_, at) => at % Math.ceil(targets.length / operations) === 0);
  const injectable = [];
  let parameters = 0;
  for (const { method, place, body, names } of tried) {
    const flags = ['-u', `${url}${place}`, '--method', method, '--batch', '--disable-coloring', '--flush-session'];
    flags.push('--level', isFull ? '3' : '1', '--risk', isFull ? '2' : '1', '--output-dir', folder, '--threads', '4');
    flags.push('-H', `Authorization: Bearer ${people.practitioner.token}`, '-H', 'If-Match: "1"', '--ignore-code', '*');
    if (!isFull) flags.push('--technique', 'BEU');
    if (body) flags.push('-H', 'Content-Type: application/json', '--data', body);
    const { words } = await say('sqlmap', flags, isFull ? 900 : 90);
    parameters += names;
    if (
      /is vulnerable|injectable\b(?!.*(not|might))|Parameter: /.test(
        words.replace(/.*not.*injectable.*/g, '').replace(/.*might.*/g, ''),
      )
    )
      injectable.push(`${method} ${place}`);
    if (!/tested parameters|not appear to be injectable|not seem to be injectable|no parameter/.test(words))
      injectable.push(`${method} ${place}: sqlmap did not finish`);
  }
  rmSync(folder, { recursive: true, force: true });
  const words = `${tried.length} of ${targets.length} operations, ${parameters} parameters, injectable ${injectable.length} ${injectable.join('; ')}`;
  return { isPassed: injectable.length === 0, words };
}

/** One request with every query parameter and every text of the body filled in, for sqlmap to try each. */
function requestOf({ path, method, operation }, document) {
  const place = path.replace(/\{\w+\}/g, '01990000-0000-7000-8000-000000000000*');
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map(({ name }) => `${name}=a`);
  const ref = operation.requestBody?.content?.['application/json']?.schema?.$ref?.split('/').at(-1);
  const names = Object.keys(document.components.schemas[ref]?.properties ?? {});
  const body = ref ? JSON.stringify(Object.fromEntries(names.map((name) => [name, 'a']))) : undefined;
  const count = query.length + names.length + (place.match(/\*/g)?.length ?? 0);
  if (count === 0) return [];
  return [
    {
      method: method.toUpperCase(),
      place: place + (query.length > 0 ? `?${query.join('&')}` : ''),
      body,
      names: count,
    },
  ];
}

/** With fewer, the crawl saw the sign-in page and little else. */
const LEAST_REACHED = 50;

async function wapiti({ url, people, isFull }) {
  if (!isInstalled('wapiti')) return MISSING;
  const folder = scratch();
  const file = join(folder, 'report.json');
  const [name, value] = people.practitioner.cookie.split('=');
  // Of the whole time: to crawl, and for each kind of attack.
  const [crawling, attacking] = isFull ? [600, 600] : [60, 30];
  const kinds = ['xss', 'permanentxss', 'sql', 'exec', 'file', 'redirect', 'crlf'];
  const door = await withoutSignOut(url);
  const flags = ['-u', `${door.url}/individuals`, '--scope', 'domain', '-m', kinds.join(','), '-d', '3', '-v', '0'];
  flags.push('--max-scan-time', String(crawling), '--max-attack-time', String(attacking), '--store-session', folder);
  flags.push('-H', `Cookie: ${name}=${value}`, '--flush-session', '--no-bugreport', '-f', 'json', '-o', file);
  const { words } = await say('wapiti', flags, crawling + attacking * kinds.length + 120);
  door.close();
  if (!existsSync(file)) return { isPassed: false, words: `no report: ${words.slice(-300)}` };
  const { vulnerabilities } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  const found = Object.entries(vulnerabilities).flatMap(([kind, all]) => all.map(({ path }) => `${kind} ${path}`));
  const reached = Number(/found (\d+) URLs and forms/.exec(words)?.[1] ?? 0);
  return {
    isPassed: found.length === 0 && reached > LEAST_REACHED,
    words: `${reached} pages and forms, ${found.length} found ${found.slice(0, 10).join('; ')}`,
  };
}

/** Names under which services leave open what nobody meant to open. */
const FORGOTTEN =
  `.git/config .git/HEAD .env .env.example .svn .hg .DS_Store .htaccess .npmrc .ssh/id_rsa package.json package-lock.json
  server.js main.js src dist node_modules tsconfig.json docker-compose.yml Dockerfile backup backup.sql dump.sql db.sqlite debug
  debug/vars metrics actuator actuator/health actuator/env status server-status info phpinfo.php admin admin/queues queues bull-board
  swagger swagger-ui swagger.json api-docs docs openapi.json api/docs api/swagger api/openapi.yaml api/v1/openapi.json graphql graphiql
  playground console shell exec eval test tests health health/db env config config.json settings setup install login register signup
  users/1 uploads files download export exports logs log trace trace.axd api api/ api/v1 api/v2/individuals api/v1/users/me
  api/v1/admin api/v1/debug assets/ assets/../../package.json assets/styles.scss assets/app.js.map individuals.json individuals.csv
  robots.txt sitemap.xml crossdomain.xml favicon.ico .well-known/security.txt .well-known/openid-configuration`.split(
    /\s+/,
  );
/** Reviewed: a redirect to sign-in, a file of ours, or a public page. */
const REVIEWED = /^(health|health\/(live|ready|audit)|robots\.txt|favicon\.ico|\.well-known\/security\.txt|login)$/;

/** A path of the API's own description, whose answer is tried elsewhere. */
const isDescribed = (path, paths) =>
  Object.keys(paths).some((template) => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path));

async function ffuf({ url, people }) {
  if (!isInstalled('ffuf')) return MISSING;
  const { paths } = await (await fetch(`${url}/api/openapi.json`)).json();
  const folder = scratch();
  const [list, out] = [join(folder, 'list'), join(folder, 'out.json')];
  const names = [...new Set(FORGOTTEN)];
  writeFileSync(list, names.join('\n'));
  const flags = [
    '-u',
    `${url}/FUZZ`,
    '-w',
    list,
    '-mc',
    'all',
    '-fc',
    '403,404,405',
    '-H',
    `Cookie: ${people.practitioner.cookie}`,
  ];
  await say('ffuf', [...flags, '-t', '4', '-s', '-o', out, '-of', 'json'], 120);
  const { results } = JSON.parse(readFileSync(out, 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  const found = results
    .filter(({ input }) => !REVIEWED.test(input.FUZZ) && !isDescribed(`/${input.FUZZ}`, paths))
    .map(({ input, status }) => `${input.FUZZ} ${status}`);
  return { isPassed: found.length === 0, words: `${names.length} names, ${found.length} answered ${found.join('; ')}` };
}

async function hydra({ port }) {
  if (!isInstalled('hydra')) return MISSING;
  const folder = scratch();
  const list = join(folder, 'passwords');
  // The right one is among them: what stops it from being found is the limit alone.
  const guesses = Array.from({ length: 300 }, (_, at) => `guess-number-${at}`);
  guesses.splice(150, 0, 'Slough-demo-2026');
  writeFileSync(list, guesses.join('\n'));
  const form = '/api/v1/sessions:{"email"\\:"^USER^","password"\\:"^PASS^"}:H=Content-Type\\: application/json:S=token';
  const flags = [
    '-l',
    'dsl@school.example',
    '-P',
    list,
    '-s',
    String(port),
    '-t',
    '4',
    '-I',
    '127.0.0.1',
    'http-post-form',
    form,
  ];
  const { words } = await say('hydra', flags, 240);
  rmSync(folder, { recursive: true, force: true });
  const found = /(\d+) valid password/.exec(words)?.[1] ?? (/password: \S+$/m.test(words) ? '1' : '0');
  const isDone = /Hydra.*finished/.test(words);
  return {
    isPassed: found === '0' && isDone,
    words: `${guesses.length} guesses with the right one among them, found ${found}${isDone ? '' : `; it did not finish: ${words.slice(-300)}`}`,
  };
}

/** Slow connections take the places of nobody: while they last, a signed-in person's page stays under a second. */
async function slowhttptest({ url, people, isFull }) {
  if (!isInstalled('slowhttptest')) return MISSING;
  const seconds = isFull ? 120 : 20;
  const connections = isFull ? '1000' : '500';
  const words = [];
  let isPassed = true;
  for (const [name, flags] of Object.entries({ headers: ['-H'], body: ['-B'], read: ['-X'] })) {
    const slow = say(
      'slowhttptest',
      [...flags, '-c', connections, '-r', '100', '-i', '5', '-l', String(seconds), '-p', '3', '-u', `${url}/sign-in`],
      seconds + 30,
    );
    const times = [];
    const until = performance.now() + seconds * 1_000;
    while (performance.now() < until) {
      const from = performance.now();
      const answer = await fetch(`${url}/individuals`, { headers: { cookie: people.practitioner.cookie } }).catch(
        () => undefined,
      );
      await answer?.arrayBuffer();
      times.push(answer?.status === 200 ? performance.now() - from : 60_000);
      await new Promise((next) => setTimeout(next, 100));
    }
    await slow;
    const p99 = times.sort((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? 0;
    if (p99 >= 1_000) isPassed = false;
    words.push(`${name}: p99 of ${times.length} pages ${Math.round(p99)} ms`);
  }
  return { isPassed, words: `${connections} slow connections; ${words.join(', ')}` };
}

/** The product speaks http to the proxy in front of it, which holds the certificate. */
async function testssl() {
  return {
    isMissing: true,
    words: isInstalled('testssl') ? 'installed, but TLS ends at the proxy in front: nothing here to test' : '',
  };
}
