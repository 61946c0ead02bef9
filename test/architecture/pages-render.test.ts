import type { Express } from 'express';
import { type PageClient, TestApp } from '../support/test-app';
import { liveRoutes, type LiveRoute } from './live-routes';
import { faultsOf, routeOf } from './page-faults';
import { blankForms } from './blank-forms';
import { visitsOf } from './page-visits';
import { type RichPartnership, richPartnership } from './rich-partnership';
import { pageTemplates } from './page-templates';
import { CHAIR, LEAD } from './rich-case';
import { openPagesShownOnce } from './rich-access';
import { openSignInPages } from './sign-in-pages';
import { variableFault, variablesOf } from './template-variables';
import { makeCase } from '../factories';
import { DEMONSTRATION_PASSWORD } from '../../src/demonstration/partnership';
import { configureNunjucks } from '../../src/web/nunjucks-environment';
import type { PageLocals } from '../../src/web/page-model';

/** Live routes with an address and no page of their own, reviewed by hand. */
const WITHOUT_A_PAGE: Record<string, string> = {
  '/': 'leads on to the first page of whoever asks',
  '/sign-in/single-sign-on': 'leads to the provider of single sign-on',
  '/sign-in/single-sign-on/callback': 'takes what the provider says: test/platform/auth/single-sign-on',
  '/sign-in/links/:token/single-sign-on': 'leads to the provider of single sign-on',
  '/account/single-sign-on': 'leads to the provider of single sign-on',
  '/confirm-it-is-you/single-sign-on': 'leads to the provider of single sign-on',
  '/exports/dictionaries/:kind': 'is a file, not a page: test/exports',
  '/calendar/:secret.ics': 'is a calendar, not a page: test/reviews/manager-calendar',
  '/quarterly-reports/:id/paper': 'is a PDF, not a page: test/indicators/reports',
  '/quarterly-reports/:id/publication/paper': 'is a PDF, not a page: test/indicators/reports',
  '/meetings/:id/minutes/paper': 'is a PDF, not a page: test/meetings/papers',
  '/meetings/:id/pack-copies/:number/paper': 'is a PDF, not a page: test/meetings/papers',
  '/meetings/:id/items/:itemId/entries': 'is a part of a page: test/meetings/in-the-room',
  '/sign-in/resume': 'has a page only while a form waits: opened further down',
};

/** Page templates that nothing here renders, reviewed by hand. */
const NOT_RENDERED: Record<string, string> = {
  'sign-in/single-sign-on-refused.njk': 'needs a provider: rendered in test/platform/auth/single-sign-on',
};

/** What every page may rely on, there or not: signed-out pages have less. */
const LOCALS: Record<keyof PageLocals | 'submissionId' | 'notice' | 'notDone' | 'errors', undefined> = {
  actor: undefined,
  navigation: undefined,
  csrfToken: undefined,
  cspNonce: undefined,
  isDemonstration: undefined,
  serviceWarning: undefined,
  partnershipName: undefined,
  signOnName: undefined,
  sessionTimes: undefined,
  today: undefined,
  submissionId: undefined,
  notice: undefined,
  notDone: undefined,
  errors: undefined,
};

/** What the environment gives to every template, imported macros included. */
const GLOBALS = ['errorFor', 'sitePaths', 'serviceName', 'range', 'cycler', 'joiner'];

/** What a template asks for and no page here was given, reviewed by hand. */
const OPTIONAL: Record<string, string> = {
  'layout.njk backHref': 'is for pages below another one',
  'sign-in/sign-in.njk providerAway': 'is for a provider of single sign-on that does not answer',
  'sign-in/signed-out.njk providerHref': 'is for a provider that people sign out of',
  'partials/error-summary.njk errors.[].anchor': 'is for an answer whose input has another id',
};

/** What express hands the template: the locals of the application and of the answer, then the presenter's own. */
function modelOf(express: Express, given: unknown): object {
  const model: object = typeof given === 'object' && given !== null ? given : {};
  return { ...express.locals, ...Object(Reflect.get(model, '_locals')), ...model };
}

describe('every page', () => {
  let test: TestApp;
  let world: RichPartnership;
  let routes: LiveRoute[];
  let names: string[];
  const rendered = new Map<string, object[]>();
  const clients = new Map<string, PageClient>();
  const opened: { email: string; path: string; status: number; html: string }[] = [];

  beforeAll(async () => {
    test = await TestApp.start();
    routes = liveRoutes(test.app);
    world = await richPartnership(test);
    const people = await test.sql<{ given_name: string; family_name: string; reference: string }>(
      'SELECT given_name, family_name, reference FROM individuals',
    );
    names = people.flatMap((person) => [`${person.given_name} ${person.family_name}`, person.reference]);
    const express: Express = test.app.getHttpAdapter().getInstance();
    const render = express.render.bind(express);
    jest.spyOn(express, 'render').mockImplementation((view: string, ...rest: unknown[]) => {
      rendered.set(view, [...(rendered.get(view) ?? []), modelOf(express, rest[0])]);
      return Reflect.apply(render, express, [view, ...rest]);
    });
    for (const [email, path] of visitsOf(world)) {
      const { status, text } = await (await clientOf(email)).get(path);
      opened.push({ email, path, status, html: text });
    }
    const signingIn = await openSignInPages(test);
    for (const [email, client] of signingIn.clients) clients.set(email, client);
    opened.push(...signingIn.opened);
  }, 240_000);
  afterAll(() => test.stop());

  async function clientOf(email: string): Promise<PageClient> {
    const client = clients.get(email) ?? (email === 'nobody' ? test.anonymous() : await test.browse(email));
    clients.set(email, client);
    return client;
  }
  const faults = (what: string, html: string): string[] =>
    faultsOf(html, routes, names).map((fault) => `${what} ${fault}`);
  const routeTo = (method: string, path: string): string =>
    routeOf(routes, method, path.split('?')[0] ?? path)?.path ?? path;

  it('that has an address is opened by somebody who may', () => {
    const wrong = opened.filter(({ status }) => status !== 200);
    expect(wrong.map(({ email, path, status }) => `${email} ${path}: ${status}`)).toEqual([]);
    const visited = new Set(opened.map(({ path }) => routeTo('GET', path)));
    const pages = routes
      .filter(({ method, path }) => method === 'GET' && !/^\/(api|health)\//.test(path))
      .map(({ path }) => path);
    expect(pages.filter((path) => !visited.has(path)).sort()).toEqual(Object.keys(WITHOUT_A_PAGE).sort());
  });

  it('is whole: one heading, nothing missing, every reference and every link leads somewhere', () => {
    const found = opened.flatMap(({ email, path, html }) => faults(`${routeTo('GET', path)} (${email})`, html));
    expect([...new Set(found)]).toEqual([]);
  });

  it('is whole when a form comes back because nothing was filled in', async () => {
    const sent = new Set<string>();
    const found: string[] = [];
    for (const { email, html } of opened) {
      for (const { action, fields } of blankForms(html)) {
        const route = routeTo('POST', action);
        if (sent.has(route)) continue;
        sent.add(route);
        const answer = await (await clientOf(email)).post(action, fields);
        if (![303, 409, 422].includes(answer.status)) found.push(`POST ${route} answers ${answer.status}`);
        if (answer.status === 422 && !answer.text.includes('govuk-error-summary'))
          found.push(`POST ${route} says nothing`);
        if (answer.status !== 303) found.push(...faults(`POST ${route}`, answer.text));
      }
    }
    expect(found).toEqual([]);
    expect(sent.size).toBeGreaterThan(15);
  }, 240_000);

  it('is whole in the middle of something: a review to check, a form kept at the end of a session, an import on its way', async () => {
    const lead = await clientOf(LEAD);
    const list = `/individuals/${world.rich.individualId}/reviews`;
    const review = {
      personViewAnswer: 'agrees',
      personView: 'Better',
      summary: 'In touch',
      'heldOn-day': '20',
      'heldOn-month': '11',
      'heldOn-year': '2026',
      decision: 'continue',
      rationale: 'It works',
      'actionAnswers[0][status]': 'open',
      'actionAnswers[1][status]': 'open',
      step: 'check',
    };
    const check = await lead.submit(list, review, `${list}/new`);
    expect(check.status).toBe(200);
    const notes = `/individuals/${world.rich.individualId}/notes`;
    const fields = { ...(await lead.hiddenFields(notes, notes)), text: 'Typed before the session ended' };
    const later = test.anonymous();
    await later.post(notes, fields);
    await later.submit('/sign-in', { email: LEAD, password: DEMONSTRATION_PASSWORD }, '/sign-in?ended=yes');
    const resume = await later.get('/sign-in/resume');
    expect(resume.text).toContain('Typed before the session ended');
    const confirming = world.chair.confirm(world.preview);
    let running = await world.chair.page.get(world.preview);
    while (!rendered.has('imports/views/import-running.njk')) running = await world.chair.page.get(world.preview);
    await confirming;
    const result = await world.chair.page.get(world.preview);
    const shownOnce = await openPagesShownOnce(test, lead);
    expect([
      ...shownOnce.flatMap(([what, html]) => faults(what, html)),
      ...faults('a review to check', check.text),
      ...faults('a form that was kept', resume.text),
      ...faults('an import on its way', running.text),
      ...faults('an import that was made', result.text),
    ]).toEqual([]);
  }, 240_000);

  it('that refuses is whole too', async () => {
    const lead = await clientOf(LEAD);
    const chair = await clientOf(CHAIR);
    const refusals = [
      await lead.get('/nowhere'),
      await lead.get('/audit-events'),
      await lead.get('/individuals?cursor=nonsense'),
      await lead.post('/individuals', { givenName: 'Without a token' }),
      await chair.upload('/imports', await chair.hiddenFields('/imports', '/imports'), {
        name: 'large.csv',
        content: Buffer.alloc(11 * 1024 * 1024, 'a'),
      }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([404, 403, 422, 403, 413]);
    expect(refusals.flatMap(({ status, text }) => faults(String(status), text))).toEqual([]);
  });

  it('that says nothing was saved is whole too: what somebody else did first, and what nobody expected', async () => {
    const lead = await clientOf(LEAD);
    const late = await makeCase(test, {});
    const notes = `/individuals/${late.individualId}/notes`;
    const answers = { ...(await lead.hiddenFields(notes, notes)), step: 'check' };
    const stale = await lead.post(`/individuals/${late.individualId}/reviews`, answers);
    await test.sql('ALTER TABLE reminders RENAME TO reminders_elsewhere');
    const unexpected = await lead.get('/reminders');
    await test.sql('ALTER TABLE reminders_elsewhere RENAME TO reminders');
    const manager = await clientOf('manager@scf.example');
    const date = `/individuals/${world.exemptId}/review-date`;
    const seen = await manager.hiddenFields(`${date}/exemption/clearing`, `${date}/exemption/clearing`);
    const changed = { 'dueOn-day': '1', 'dueOn-month': '12', 'dueOn-year': '2026', reason: 'The family asked' };
    const exempt = await manager.post(`${date}/change`, { ...seen, ...changed });
    expect([stale.status, unexpected.status, exempt.status]).toEqual([409, 500, 409]);
    expect(stale.text).toContain('This plan has no review to record');
    expect(unexpected.text).toContain('give this number to whoever supports the service');
    expect(unexpected.text).not.toMatch(/reminders_elsewhere|relation|at .*\.ts/);
    expect([...faults('409', stale.text), ...faults('500', unexpected.text), ...faults('exempt', exempt.text)]).toEqual(
      [],
    );
  });

  it('template was rendered on the way, but for those reviewed', () => {
    expect(pageTemplates().filter((template) => !rendered.has(template))).toEqual(Object.keys(NOT_RENDERED).sort());
  });

  it('template asks only for what its presenter gives', () => {
    const environment = configureNunjucks(null, { noCache: true });
    const globals = Object.fromEntries(GLOBALS.map((name): [string, unknown] => [name, environment.getGlobal(name)]));
    const missing = new Set<string>();
    const fields = opened.flatMap(({ html }) => [...html.matchAll(/ name="([^"]+)"/g)].map(([, name]) => [name, '']));
    for (const [template, models] of rendered) {
      // A form that comes back holds what was sent: any field that a page has, were it filled in or not.
      const sent: unknown = Object.fromEntries(fields);
      const typed = models.flatMap((model) => [
        ...('typed' in model ? [{ typed: sent }] : []),
        ...('form' in model ? [{ form: { typed: sent } }] : []),
      ]);
      for (const variable of variablesOf(template)) {
        const fault = variableFault(variable, variable.isImported ? [globals] : [globals, LOCALS, ...models, ...typed]);
        if (fault) missing.add(fault.replace(/:\d+/, ''));
      }
    }
    expect([...missing].sort()).toEqual(Object.keys(OPTIONAL).sort());
  });
});
