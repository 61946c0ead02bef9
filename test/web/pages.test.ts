import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { load } from 'cheerio';
import { configureNunjucks } from '../../src/web/nunjucks-environment';
import { errors, script, signedIn, signedOut } from './sample-locals';

const environment = configureNunjucks(null, { noCache: true });
const source = join(__dirname, '../../src');
const views = join(source, 'web/views');
/** What the outer edge hands to the page of a refusal. */
const refusal = {
  status: 409,
  code: 'stale',
  message: `Pat Lee saved first ${script}`,
  problems: [],
  requestId: 'r-1',
};
const pages = ['errors', 'pages'].flatMap((folder) =>
  readdirSync(join(views, folder)).map((file) => `${folder}/${file}`),
);

describe.each(pages)('%s', (page) => {
  it.each([
    ['signed in', signedIn],
    ['signed out', signedOut],
  ])('is a complete page when %s', (_, locals) => {
    const $ = load(environment.render(page, { ...locals, ...refusal }));
    expect($('html').attr('lang')).toBe('en');
    expect($('h1')).toHaveLength(1);
    expect($('main#main-content h1')).toHaveLength(1);
    expect($('title').text()).toMatch(/^[A-Z].+ - Tertiary cohort$/);
    expect($('title').text()).not.toMatch(/Okafor|Pat Lee|TC-\d/);
    expect($('.govuk-skip-link').attr('href')).toBe('#main-content');
    expect(
      $('.app-footer a')
        .map((_at, link) => $(link).text())
        .get(),
    ).toEqual(['Help', 'Accessibility statement', 'Privacy', 'Cookies']);
    const ids = $('[id]')
      .map((_at, element) => $(element).attr('id'))
      .get();
    expect(new Set(ids).size).toBe(ids.length);
    expect($.html()).not.toMatch(/undefined|\[object|Crown copyright|crest|gds transport/i);
  });
});

describe('the layout', () => {
  const form = `{% extends "layout.njk" %}{% from "partials/form.njk" import formTokens %}
    {% from "govuk/components/input/macro.njk" import govukInput %}
    {% from "govuk/components/date-input/macro.njk" import govukDateInput %}
    {% block title %}Record a review{% endblock %}
    {% block content %}<h1>Record a review</h1><form method="post">{{ formTokens(csrfToken, submissionId, version) }}
    {{ govukInput({ id: "summary", name: "summary", label: { text: "Summary" }, value: summary,
       errorMessage: errorFor(errors, "summary") }) }}
    {{ govukInput({ id: "place", name: "place", label: { text: "Place" }, errorMessage: errorFor(errors, "place") }) }}
    {{ govukDateInput({ id: "heldOn", namePrefix: "heldOn", errorMessage: errorFor(errors, "heldOn") }) }}
    </form>{% endblock %}`;
  const render = (locals: object) => load(environment.renderString(form, { ...signedIn, ...locals }));

  it('puts the errors above the heading, each linked to its input, and says so in the title', () => {
    const $ = render({ errors, summary: script, submissionId: 's-1', version: 0 });
    expect($('title').text()).toBe('Error: Record a review - Tertiary cohort');
    const targets = $('.govuk-error-summary a')
      .map((_, link) => $(link).attr('href') ?? '')
      .get();
    expect(targets).toEqual(['#summary', '#heldOn-day']);
    for (const target of targets) expect($(target)).toHaveLength(1);
    expect($('.govuk-error-message')).toHaveLength(2);
    expect($('main').html()?.indexOf('error-summary')).toBeLessThan($('main').html()?.indexOf('<h1') ?? -1);
  });

  it('never lets typed text become markup', () => {
    const $ = render({ errors, summary: script, partnershipName: script });
    expect(
      $('script')
        .map((_, element) => $(element).text())
        .get()
        .join(),
    ).not.toContain('alert');
    expect($('#summary').val()).toBe(script);
    expect($('.app-session-bar__actor').text()).toContain('Sam Okafor <b>, Slough Children First');
  });

  it('has no error in its title without errors', () => {
    for (const none of [undefined, []]) {
      const $ = render({ errors: none });
      expect($('title').text()).toBe('Record a review - Tertiary cohort');
      expect($('.govuk-error-summary, .govuk-error-message')).toHaveLength(0);
    }
  });

  it('carries the token, the submission and the version, and leaves out what a form does not have', () => {
    const hidden = (locals: object) =>
      Object.fromEntries(
        render(locals)('main input[type=hidden]')
          .map((_, input) => [[input.attribs.name, input.attribs.value]])
          .get(),
      );
    expect(hidden({ submissionId: 's-1', version: 0 })).toEqual({
      _csrf: 'token-"1"',
      submissionId: 's-1',
      version: '0',
    });
    expect(hidden({})).toEqual({ _csrf: 'token-"1"' });
  });

  it('gives every script the nonce', () => {
    render({})('script').each((_, element) => expect(element.attribs.nonce).toBe('nonce-1'));
  });

  it('marks signed-in pages, on screen and on paper, and signs out by POST', () => {
    const $ = render({});
    expect($('.app-marking').text()).toBe('OFFICIAL-SENSITIVE');
    expect($('.app-print-marking')).toHaveLength(1);
    expect($('form[action="/sign-out"]').attr('method')).toBe('post');
    expect($('form[action="/sign-out"] input[name=_csrf]').val()).toBe('token-"1"');
    expect($('.govuk-service-navigation [aria-current=page]').text().trim()).toBe('My cases');
    expect($('.govuk-phase-banner').text()).toContain('Fictional people');
    const out = render({ ...signedOut });
    expect(out('.app-marking, .app-print-marking, .app-session-bar, .govuk-phase-banner')).toHaveLength(0);
  });
});

it('no page replaces the whole title, which would lose "Error: " and the name of the service', () => {
  const templates = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.njk') && entry.name !== 'layout.njk')
    .map((entry) => join(entry.parentPath, entry.name));
  const offenders = templates.filter((file) => /block\s+pageTitle/.test(readFileSync(file, 'utf8')));
  expect(offenders.map((file) => relative(source, file))).toEqual([]);
});
