/** The fields of a form that was not saved, in the notation they were sent in, ready to be sent again with a new token. */
export const keptFields = (body: Record<string, unknown>): [name: string, value: string][] =>
  flat(body).filter(([name]) => name !== '_csrf');

/** Nested fields as they were written: `attendees[0][name]`. */
function flat(value: unknown, name = ''): [string, string][] {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => flat(entry, name === '' ? key : `${name}[${key}]`));
}
