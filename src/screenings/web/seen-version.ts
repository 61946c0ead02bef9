import { Invalid } from '../../shared/errors';

/** The version of the record a form was filled in from. @throws Invalid for a form whose version was taken out */
export function seenVersion(version: unknown): number {
  if (typeof version === 'string' && /^\d{1,9}$/.test(version)) return Number(version);
  throw new Invalid([{ field: 'main-content', message: 'Open this page again and send your answers from there' }]);
}
