// Requests made from the live description of the API and from the forms of the live pages, by several people at once.
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { URLSearchParams } from 'node:url';
import { load } from 'cheerio';
import fc from 'fast-check';
import { Answers } from './answers.mjs';
import { PEOPLE, signIn } from './product.mjs';
import { known, oddText, valueOf } from './values.mjs';

const AT_ONCE = 12;
const BATCH = 40;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** These end the sitting of whoever sends them, or of somebody else; they have tests of their own. */
const LEFT_OUT = [
  /sign-out/,
  /sessions\/current/,
  /\/sessions$/,
  /^\/sign-in/,
  /account\/sessions/,
  /account\/password/,
];

export async function attackByGeneration(url, { requests, seed }) {
  const document = await (await fetch(`${url}/api/openapi.json`)).json();
  const attack = new Attack(url, document, seed);
  await attack.arrive();
  const from = performance.now();
  await attack.run(requests);
  return { ...attack.tally, seconds: (performance.now() - from) / 1_000, wrong: attack.answers.wrong };
}

class Attack {
  tally = { sent: 0, pages: 0, accepted: 0, statuses: new Map(), faults: new Map(), lost: 0, slowest: 0 };
  ids = new Set();
  people = [];
  callers = [];
  forms = new Map();

  constructor(url, document, seed) {
    this.url = url;
    this.seed = seed;
    this.components = document.components.schemas;
    this.answers = new Answers(document);
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
    );
    this.operations = this.operations.filter(({ path }) => !LEFT_OUT.some((pattern) => pattern.test(path)));
  }

  async arrive() {
    for (const role of Object.keys(PEOPLE)) this.people.push(await signIn(this.url, role));
    this.people.push({ role: 'nobody', token: '', cookie: '' });
    // Most is open to those who work cases.
    this.callers = [...this.people, ...this.people.slice(0, 5), ...this.people.slice(0, 5)];
    await Promise.all(this.people.map((person) => this.#look(person)));
  }

  /** Follows what a person is offered, to learn ids and forms. */
  async #look(person) {
    const waiting = [
      '/individuals',
      '/meetings',
      '/reviews',
      '/imports',
      '/agencies',
      '/audit-events',
      '/account',
      '/help',
    ];
    const seen = new Set();
    for (let path = waiting.shift(); path !== undefined && seen.size < 60; path = waiting.shift()) {
      const kind = path.replace(UUID, ':id').split('?')[0];
      if (seen.has(kind)) continue;
      seen.add(kind);
      const { text } = await this.#send(person, 'GET', path);
      const $ = load(text);
      for (const id of text.match(UUID) ?? []) this.ids.add(id);
      for (const link of $('a[href^="/"]').toArray()) waiting.push(String($(link).attr('href')).split('#')[0]);
      for (const form of $('form[method=post]').toArray()) this.#learn($, form, person);
    }
  }

  #learn($, form, person) {
    const action = String($(form).attr('action') ?? '');
    if (!action.startsWith('/') || LEFT_OUT.some((pattern) => pattern.test(action))) return;
    const fields = $(form)
      .find('input[name], select[name], textarea[name]')
      .toArray()
      .map((field) => {
        const choices = $(field)
          .find('option')
          .toArray()
          .map((option) => String($(option).attr('value') ?? ''));
        return { name: String($(field).attr('name')), value: String($(field).attr('value') ?? ''), choices };
      });
    this.forms.set(`${person.role} ${action.replace(UUID, ':id')}`, { person, action, fields });
  }

  async run(requests) {
    let round = 0;
    const next = async () => {
      while (this.tally.sent < requests) {
        round += 1;
        await this.#batch(round);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  /** Some requests to one operation or one form. The same seed makes the same values again. */
  async #batch(round) {
    const seed = (this.seed + round) | 0;
    const forms = [...this.forms.values()];
    if (round % 4 === 0 && forms.length > 0) return this.#sendForm(forms[(round / 4) % forms.length], seed);
    const operation = this.operations[round % this.operations.length];
    const made = fc.sample(this.#requestFor(operation), { seed, numRuns: BATCH });
    for (const request of made) await this.#call(operation, request);
  }

  #requestFor({ path, operation }) {
    const ids = fc.oneof(
      { arbitrary: fc.constantFrom(...known(this.ids)), weight: 8 },
      { arbitrary: fc.uuid(), weight: 1 },
      { arbitrary: oddText.filter((text) => text !== '' && text.isWellFormed()), weight: 1 },
    );
    const inPath = fc.array(ids, { minLength: 4, maxLength: 4 });
    const asked = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
    const query = fc.record(
      Object.fromEntries(asked.map(({ name, schema }) => [name, valueOf(schema, this.components, this.ids)])),
      { requiredKeys: [] },
    );
    const schema = operation.requestBody?.content?.['application/json']?.schema;
    const body = schema ? valueOf(schema, this.components, this.ids) : fc.constant(undefined);
    const version = fc.oneof(
      fc.constantFrom('"1"', '"2"', '"3"', '"x"', ''),
      fc.nat(9).map((number) => `"${number}"`),
    );
    const who = fc.nat(this.callers.length - 1);
    return fc.record({ path: fc.constant(path), inPath, query, body, version, who });
  }

  async #call({ method, path, operation }, { inPath, query, body, version, who }) {
    let at = 0;
    // Nobody's account is changed, or the attack would lock itself out.
    const isAccount = /\/users\//.test(path);
    const place = path.replace(/\{\w+\}/g, () => encodeURIComponent(isAccount ? randomUUID() : inPath[at++ % 4]));
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) asked.append(name, wellFormed(value));
    const person = this.callers[who];
    const headers = { ...(person.token ? { authorization: `Bearer ${person.token}` } : {}), 'if-match': version };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const sent = { headers, body: body === undefined ? undefined : JSON.stringify(body) };
    const { status, type, text } = await this.#send(
      person,
      method,
      `${place}${asked.size > 0 ? `?${asked}` : ''}`,
      sent,
      path,
    );
    if (status === 0) return;
    if (text !== '' && type.includes('json')) for (const id of text.match(UUID) ?? []) this.ids.add(id);
    this.answers.check(method, path, operation, status, type, text);
  }

  async #sendForm({ person, action, fields }, seed) {
    const value = fc.oneof({ arbitrary: fc.lorem({ maxCount: 5 }), weight: 3 }, { arbitrary: oddText, weight: 2 });
    const made = fc.sample(fc.array(value, { minLength: fields.length, maxLength: fields.length }), {
      seed,
      numRuns: 8,
    });
    for (const values of made) {
      const body = new URLSearchParams();
      fields.forEach(({ name, value: own, choices }, at) => {
        const isKept = name === '_csrf' || (own !== '' && (seed + at) % 5 !== 0);
        const choice =
          choices.length > 0 && (seed + at) % 4 !== 0 ? choices[Math.abs(seed + at) % choices.length] : undefined;
        body.append(name, isKept ? own : wellFormed(choice ?? values[at]));
      });
      this.tally.pages += 1;
      await this.#send(person, 'POST', action, { headers: {}, body });
    }
  }

  async #send(person, method, path, { headers = {}, body } = {}, kind = path.replace(UUID, ':id').split('?')[0]) {
    const isPage = !path.startsWith('/api/');
    const from = performance.now();
    this.tally.sent += 1;
    try {
      const answer = await fetch(this.url + path, {
        method,
        redirect: 'manual',
        headers: isPage ? { ...headers, cookie: person.cookie } : headers,
        body,
      });
      const text = await answer.text();
      this.tally.statuses.set(answer.status, (this.tally.statuses.get(answer.status) ?? 0) + 1);
      if (answer.status >= 500) this.#note(`${method} ${kind} ${answer.status}`);
      if (answer.status < 300) this.tally.accepted += 1;
      this.tally.slowest = Math.max(this.tally.slowest, performance.now() - from);
      return { status: answer.status, type: answer.headers.get('content-type') ?? '', text };
    } catch (error) {
      // fetch itself refuses some headers and addresses; what the product drops counts.
      if (error.cause?.code) this.tally.lost += 1;
      return { status: 0, type: '', text: '' };
    }
  }

  #note(what) {
    this.tally.faults.set(what, (this.tally.faults.get(what) ?? 0) + 1);
  }
}

const wellFormed = (value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
