import type { Holding } from './holdings';
import { HELD_KIND_WORDS } from './handover-words';

/** "TC-2026-0042, plan owner": which thing is meant, without a name. */
export function thingLabel({ row }: Holding): string {
  const kind = HELD_KIND_WORDS[row.kind].toLowerCase();
  if (row.kind === 'panel_seat') return `Seat on ${row.about ?? 'a panel'}`;
  return `${row.reference ?? ''}, ${kind}${row.kind === 'action' && row.about ? ` “${shortened(row.about)}”` : ''}`;
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
