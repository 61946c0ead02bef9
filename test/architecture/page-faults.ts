import { load } from 'cheerio';
import type { LiveRoute } from './live-routes';

const FILLED = 'dd, dt, h1, h2, h3, caption, legend, label, a, button, main li, main td p';
const REFERRING = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'headers', 'list'];

/** What no page may show, whoever reads it and whatever is in it. `names` are those of people whose cases it is about. */
export function faultsOf(html: string, routes: LiveRoute[], names: string[]): string[] {
  const $ = load(html);
  // Tokens are random letters, and a word among them means nothing.
  $('script, input[name=_csrf], input[name=submissionId]').remove();
  const text = $.html();
  const ids = $('[id]')
    .toArray()
    .map((element) => String($(element).attr('id')));
  const title = $('title').text().toLowerCase();
  const addressed = [
    ...$('a[href]')
      .toArray()
      .map((link) => `GET ${String($(link).attr('href'))}`),
    ...$('form')
      .toArray()
      .map(
        (form) => `${String($(form).attr('method') ?? 'get').toUpperCase()} ${String($(form).attr('action') ?? '')}`,
      ),
  ];
  const empty = $(FILLED)
    .toArray()
    .filter((element) => $(element).text().trim() === '' && !$(element).attr('aria-label'));
  return [
    ...(/undefined|\[object |\bNaN\b|Invalid [Dd]ate|\{\{|\{%|&lt;\/?(p|div|strong|span|br|a)\b/.exec(text) ?? [])
      .slice(0, 1)
      .map((found) => `shows "${found}"`),
    ...($('h1').length === 1 ? [] : [`has ${$('h1').length} h1`]),
    ...empty.map((element) => `has an empty ${$.html(element)}`),
    ...(title.trim() === '' ? ['has no title'] : []),
    ...names.filter((name) => title.includes(name.toLowerCase())).map((name) => `names ${name} in its title`),
    ...ids.filter((id, at) => id === '' || ids.indexOf(id) !== at).map((id) => `has the id "${id}" twice`),
    ...REFERRING.flatMap((attribute) =>
      $(`[${attribute}]`)
        .toArray()
        .flatMap((element) => String($(element).attr(attribute)).split(/\s+/))
        .filter((id) => !ids.includes(id))
        .map((id) => `has ${attribute}="${id}", which is nowhere`),
    ),
    ...[...new Set(addressed)].filter((address) => !leadsSomewhere(address, routes, ids)).map((to) => `leads to ${to}`),
  ];
}

function leadsSomewhere(address: string, routes: LiveRoute[], ids: string[]): boolean {
  const [method = '', target = ''] = address.split(' ');
  if (target.startsWith('#')) return ids.includes(target.slice(1));
  if (/^(https:|mailto:)/.test(target)) return true;
  const path = target.split(/[?#]/)[0] ?? '';
  if (path === '') return target.startsWith('?');
  return path.startsWith('/assets/') || routeOf(routes, method, path) !== undefined;
}

/** The live route that answers this path: one without parameters before one with. */
export function routeOf(routes: LiveRoute[], method: string, path: string): LiveRoute | undefined {
  return routes
    .filter((route) => route.method === method && patternOf(route.path).test(path))
    .sort((a, b) => a.path.split(':').length - b.path.split(':').length)[0];
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`);
