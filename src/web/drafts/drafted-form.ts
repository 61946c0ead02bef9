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
  (html.includes('name="draftOf"') ? [...html.matchAll(MARK)] : []).flatMap(({ 1: path = '', index }) => {
    const startsAt = html.lastIndexOf('<form', index);
    return isLocalPath(path) && startsAt >= 0 ? [{ path, startsAt }] : [];
  });

/** Hidden fields of a form that say beside what it was filled in: the thing, and the version of it. */
export const SEEN_FIELDS = ['version', 'draftVersion', 'scheduleId', 'membershipId', 'toolVersionId'];
const SEEN = new RegExp(`<input type="hidden" name="(${SEEN_FIELDS.join('|')})" value="([^"]*)">`, 'g');

/**
 * The page from this form on, the form saying that it was filled in beside what its draft was begun with: so what was typed
 * beside an older state is refused as stale like any other form. Undefined where nothing changed since.
 */
export function withWhatWasSeen(html: string, startsAt: number, draft: Record<string, unknown>): string | undefined {
  const endsAt = html.indexOf('</form>', startsAt);
  const form = html.slice(startsAt, endsAt);
  const begun = form.replace(SEEN, (field: string, name: string) => {
    const value = draft[name];
    const isOurs = typeof value === 'string' && /^[0-9a-f-]{1,40}$/.test(value);
    return isOurs ? `<input type="hidden" name="${name}" value="${value}">` : field;
  });
  return endsAt < 0 || begun === form ? undefined : begun + html.slice(endsAt);
}

const PAGE = /^[A-Za-z0-9._-]{0,200}$/;

/** The page a form was sent from, by its submission id as far as that can be one of ours; the mark of the one form is cut off. */
export function pageIn(value: unknown): string {
  const [page = ''] = typeof value === 'string' ? value.split('~') : [];
  return PAGE.test(page) ? page : '';
}

/** The form, saying which page's draft it has shown: that one it may write over. */
export const withKnown = (form: string, known: string): string =>
  known === ''
    ? form
    : form.replace(
        new RegExp(MARK.source),
        (mark) => `${mark}<input type="hidden" name="draftKnown" value="${known}">`,
      );

const RECORD = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/**
 * The fields to show again: what was typed about a record that the page no longer asks about stays unshown. A form about many
 * cases names each in its fields, and one of them may be out of its reader's sight since, or answered and only said below.
 */
export const fieldsOnPage = (fields: [name: string, value: string][], html: string): [string, string][] =>
  fields.filter(([name]) => !RECORD.test(name) || html.includes(`name="${name}"`));
