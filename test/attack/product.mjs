// The real product on loopback with a scratch folder, and people who sign in to it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { URLSearchParams } from 'node:url';
import { load } from 'cheerio';

const PASSWORD = 'Slough-demo-2026';
export const PEOPLE = {
  practitioner: 'lead@scf.example',
  police: 'officer@tvp.example',
  manager: 'manager@scf.example',
  member: 'member@mace.example',
  chair: 'chair@mace.example',
  analyst: 'analyst@sbc.example',
  governance: 'governance@sbc.example',
  administrator: 'administrator@sbc.example',
};

export async function startProduct() {
  const dataDir = mkdtempSync(join(tmpdir(), 'cohort-attack-'));
  chmodSync(dataDir, 0o711);
  const port = await freePort();
  const child = spawn(process.execPath, [join('dist', 'src', 'start.js')], {
    env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', SMTP_URL: '', PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const faults = [];
  createInterface({ input: child.stderr }).on('line', (line) => faults.push(line));
  const exited = once(child, 'exit');
  await new Promise((ready, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (/ERROR|WARN/.test(line) || /^\s+at /.test(line)) faults.push(line);
      if (line.startsWith('Ready:')) ready();
    });
    exited.then(([code]) => fail(new Error(`The product ended (${code}): ${faults.join('\n')}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    /** What it said of its own faults, a line each. */
    faults,
    dataDir,
    stop: async () => {
      child.kill('SIGINT');
      await exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A token for the API and a session for the pages. */
export async function signIn(url, role) {
  const email = PEOPLE[role];
  const given = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  if (given.status !== 201) throw new Error(`${role} cannot sign in: ${given.status}`);
  const { token } = await given.json();
  const before = await fetch(`${url}/sign-in`);
  const csrf =
    load(await before.text())('input[name=_csrf]')
      .first()
      .attr('value') ?? '';
  const inside = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(before) },
    body: new URLSearchParams({ email, password: PASSWORD, _csrf: csrf }),
  });
  await inside.arrayBuffer();
  return { role, email, token, cookie: cookieOf(inside) };
}

const cookieOf = (answer) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

export function freePort() {
  return new Promise((found, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
