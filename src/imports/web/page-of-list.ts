/** A part of a long list, with links to the parts before and after it. */
export interface ListPage<Entry> {
  id: string;
  entries: Entry[];
  total: number;
  from: number;
  to: number;
  previousHref: string | null;
  nextHref: string | null;
}

/** Which list of the page is not at its start, from the address: `?section=made&page=3`. */
export interface PagePlace {
  section: string;
  page: number;
}

export function placeOf(query: Record<string, unknown>): PagePlace {
  const page = typeof query['page'] === 'string' ? Number(query['page']) : 1;
  const section = typeof query['section'] === 'string' ? query['section'] : '';
  return { section, page: Number.isSafeInteger(page) && page > 0 ? page : 1 };
}

export function pageOfList<From, Entry>(
  list: From[],
  present: (entry: From) => Entry,
  where: { id: string; size: number; href: string; place: PagePlace },
): ListPage<Entry> {
  const { id, size, href, place } = where;
  const last = Math.max(1, Math.ceil(list.length / size));
  const page = place.section === id ? Math.min(place.page, last) : 1;
  const start = (page - 1) * size;
  const shown = list.slice(start, start + size);
  const link = (to: number): string => `${href}?section=${id}&page=${to}#${id}`;
  return {
    id,
    entries: shown.map(present),
    total: list.length,
    from: shown.length === 0 ? 0 : start + 1,
    to: start + shown.length,
    previousHref: page > 1 ? link(page - 1) : null,
    nextHref: page < last ? link(page + 1) : null,
  };
}
