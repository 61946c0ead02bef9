import { load } from 'cheerio';
import type { Browser, Page } from 'playwright-core';
import { inspect, picture, signIn, widerBy } from './browser';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** An indicator is named by its code in an address: `/figures/I9a`. */
const CODE = /\/figures\/[A-Z]\d+[a-z]?(?=\/|$)/;
const EACH_KIND = 2;
/** Of a kind that somebody before looked at, one is enough: whether it opens, and where it leads. */
const EACH_KNOWN_KIND = 1;

export interface Crawled {
  /** The kinds of page seen, ids replaced: `/individuals/:id/plan`. */
  kinds: string[];
  problems: string[];
}

/**
 * Follows every link a person is offered, a few pages of each kind. A kind that nobody has opened yet (`inspected`) is looked
 * at by axe and at 320 px.
 */
export async function crawl(
  browser: Browser,
  url: string,
  email: string,
  inspected = new Set<string>(),
): Promise<Crawled> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await signIn(context, url, email);
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${kindOf(page.url())}: ${message.text()}`);
  });
  const known = new Set(inspected);
  const seen = new Map<string, number>();
  const visited = new Set<string>();
  const waiting = ['/', ...linksIn(await page.content(), page.url(), url)];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path);
    const times = seen.get(kind) ?? 0;
    if (visited.has(path) || times >= (known.has(kind) ? EACH_KNOWN_KIND : EACH_KIND)) continue;
    visited.add(path);
    seen.set(kind, times + 1);
    const answer = await page.request.get(`${url}${path}`);
    if (answer.status() >= 400) problems.push(`${kind}: answered ${answer.status()}`);
    // A file is no page to look at; and of a page of a known kind it is enough that it opens, and where it leads.
    if (!answer.headers()['content-type']?.startsWith('text/html')) continue;
    waiting.push(...linksIn(await answer.text(), `${url}${path}`, url));
    if (inspected.has(kind)) continue;
    inspected.add(kind);
    await page.goto(`${url}${path}`);
    problems.push(...(await inspectBoth(page, email, kind)));
  }
  await context.close();
  return { kinds: [...seen.keys()].sort(), problems };
}

async function inspectBoth(page: Page, email: string, kind: string): Promise<string[]> {
  const name = `${email.split('@')[0]}${kind.replaceAll('/', '_').replaceAll(':', '')}`;
  await picture(page, `${name}-wide`);
  const problems = await inspect(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await picture(page, `${name}-narrow`);
  const overflow = await widerBy(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  const headings = await page.getByRole('heading', { level: 1 }).count();
  if (headings !== 1) problems.push(`${headings} level-one headings`);
  if (overflow > 0) problems.push(`${overflow} px wider than a screen of 320 px`);
  return problems.map((problem) => `${kind}: ${problem}`);
}

/** Paths of this service that a page links to, without fragment; nothing that signs out. */
const linksIn = (html: string, at: string, url: string): string[] =>
  load(html)('a[href]')
    .toArray()
    .map((link) => new URL(String(link.attribs['href']), at).href)
    .filter((address) => address.startsWith(`${url}/`) && !address.includes('#'))
    .map((address) => address.slice(url.length))
    .filter((path) => !path.startsWith('/assets/') && !path.startsWith('/api/'));

/** The path with its ids replaced and its question left out, but for which tab of a list it is. */
function kindOf(address: string): string {
  const path = address.replace(/^https?:\/\/[^/]+/, '');
  const [place = '/', question = ''] = path.split('?');
  const tab = new URLSearchParams(question).get('view');
  return place.replace(ID, ':id').replace(CODE, '/figures/:code') + (tab ? `?view=${tab}` : '');
}
