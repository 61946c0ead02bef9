import { sha256 } from '../../shared/sha256';
import { normaliseText } from './clean-text';
import type { ImportRow } from './import-row';

/**
 * Stands for what a row says, so that importing the same file again makes nothing twice. Neither the row's place nor the order
 * of columns nor spacing counts; any other change to a recognised cell gives a new fingerprint.
 */
export function fingerprint(row: Pick<ImportRow, 'raw'>): string {
  const cells = Object.entries(row.raw)
    .map(([field, text]) => [field, normaliseText(text)])
    .filter(([, text]) => text !== '')
    .sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0));
  return sha256(JSON.stringify(cells));
}
