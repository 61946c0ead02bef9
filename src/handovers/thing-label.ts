import type { HeldKind } from './domain/held';
import { HELD_KIND_WORDS } from './handover-words';
import type { Holding } from './holdings';

interface Labelled {
  kind: HeldKind | 'case';
  reference: string | null;
  about: string | null;
}

/** "TC-2026-0042, plan owner": which thing is meant, without a name. */
export const thingLabel = ({ row }: Holding): string => labelOf(row);

export function labelOf({ kind, reference, about }: Labelled): string {
  if (kind === 'case') return reference ?? '';
  if (kind === 'panel_seat') return `Seat on ${about ?? 'a panel'}`;
  const words = HELD_KIND_WORDS[kind].toLowerCase();
  return `${reference ?? ''}, ${words}${kind === 'action' && about ? ` “${shortened(about)}”` : ''}`;
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
