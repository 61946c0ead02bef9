const LOCAL_PATH = /^\/[A-Za-z0-9_/.-]{1,255}$/;
const MARK = /<input type="hidden" name="draftOf" value="([^"]*)">/;

/** The address of the form that asks for a draft, from the fields it sent. */
export function formPathOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('draftOf' in body)) return undefined;
  const path = body.draftOf;
  return typeof path === 'string' && isLocalPath(path) ? path : undefined;
}

/** A path of this service; `//elsewhere` is an address of another. */
export const isLocalPath = (path: string): boolean => LOCAL_PATH.test(path) && !path.startsWith('//');

/** The first form of a page that asks for a draft: its address and where it starts. Ours alone writes such a mark: what people type is escaped. */
export function draftedForm(html: string): { path: string; startsAt: number } | undefined {
  const mark = MARK.exec(html);
  const path = mark?.[1];
  if (!mark || path === undefined || !isLocalPath(path)) return undefined;
  const startsAt = html.lastIndexOf('<form', mark.index);
  return startsAt < 0 ? undefined : { path, startsAt };
}
