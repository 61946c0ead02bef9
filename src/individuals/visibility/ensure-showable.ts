import { Invalid } from '../../shared/errors';
import type { KeptTo } from './kept-to';

/** What only some agencies may read is never shown to the person or the family, whoever chooses it. @throws Invalid */
export function ensureShowable({ visibility }: KeptTo, shownToFamily: boolean | null | undefined): void {
  if (!shownToFamily || visibility === 'all_agencies') return;
  throw new Invalid([
    { field: 'shownToFamily', message: 'What only some agencies may read cannot be shown to the person or family' },
  ]);
}
