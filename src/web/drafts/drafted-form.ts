const LOCAL_PATH = /^\/[A-Za-z0-9_/.-]{1,255}$/;
const MARK = /<input type="hidden" name="draftOf" value="([^"]*)">/g;

/** The address of the form that asks for a draft, from the fields it sent. */
export function formPathOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('draftOf' in body)) return undefined;
  const path = body.draftOf;
  return typeof path === 'string' && isLocalPath(path) ? path : undefined;
}

/** A path of this service; `//elsewhere` is an address of another. */
export const isLocalPath = (path: string): boolean => LOCAL_PATH.test(path) && !path.startsWith('//');

/** The forms of a page that ask for a draft: address and start of each. Ours alone writes such a mark: what people type is escaped. */
export const draftedForms = (html: string): { path: string; startsAt: number }[] =>
  [...html.matchAll(MARK)].flatMap(({ 1: path = '', index }) => {
    const startsAt = html.lastIndexOf('<form', index);
    return isLocalPath(path) && startsAt >= 0 ? [{ path, startsAt }] : [];
  });
