import { type Actor, hasRole } from '../platform/access';
import { type Destination, DESTINATIONS, GROUPS } from './destinations';
import type { NavigationLink } from './page-model';
import { sitePaths } from './site-paths';

/** At most so many stand at the top; more would be two lines of links that nobody reads. */
const AT_THE_TOP = 8;

export interface PageGroup {
  heading: string;
  pages: Pick<Destination, 'text' | 'href' | 'about'>[];
}

function open(actor: Actor): Destination[] {
  const all = DESTINATIONS.filter(({ roles }) => hasRole(actor, ...roles));
  const isFirst = ({ firstFor = [] }: Destination): boolean => hasRole(actor, ...firstFor);
  return [...all.filter(isFirst), ...all.filter((page) => !isFirst(page))];
}

/** Everything this person can open from the menu, under its headings. */
export const allPages = (actor: Actor): PageGroup[] =>
  Object.entries(GROUPS)
    .map(([group, heading]) => ({ heading, pages: open(actor).filter((page) => page.group === group) }))
    .filter(({ pages }) => pages.length > 0);

/** What this person can open from the top of every page; the last of many leads to the page of all. */
export function navigationFor(actor: Actor, path: string): NavigationLink[] {
  const all = open(actor);
  const top = all.length > AT_THE_TOP ? all.slice(0, AT_THE_TOP - 1) : all;
  const links = top.map(({ text, href }) => ({ text, href, current: isWithin(path, href) }));
  if (top.length === all.length) return links;
  const isFurther = path === sitePaths.allPages || all.slice(top.length).some(({ href }) => isWithin(path, href));
  return [...links, { text: 'More', href: sitePaths.allPages, current: isFurther }];
}

const isWithin = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`);
