import { type AuditRowText, digestAt, digestOf, type Seal } from './chain';

export type FindingKind = 'changed' | 'missing' | 'added' | 'moved' | 'seal_broken' | 'seal_missing' | 'head_differs';

/** Something that is not as it was sealed. For a seal or head, the row is the first it answers for. */
export interface Finding {
  kind: FindingKind;
  eventId: string;
  at: string;
  sealNumber: string;
}

/**
 * The rows that stand where a seal says its rows stand, against that seal; in the seal's order.
 * @param rows every row after the last of the seal before, up to the last of this one, in order of the chain
 */
export function compareRows(seal: Seal, rows: readonly AuditRowText[]): Finding[] {
  const found = new Map(rows.map((row) => [row.id, row]));
  const sealed = new Set(seal.eventIds);
  const problems = seal.eventIds.flatMap((id, place) => {
    const row = found.get(id);
    const at = seal.eventTimes[place] ?? seal.sealedAt;
    if (!row) return [finding('missing', id, at, seal)];
    return digestOf(row).equals(digestAt(seal, place)) ? [] : [finding('changed', id, at, seal)];
  });
  const added = rows.filter((row) => !sealed.has(row.id)).map((row) => finding('added', row.id, row.at, seal));
  const kept = rows.filter((row) => sealed.has(row.id));
  const order = seal.eventIds.filter((id) => found.has(id));
  const displaced = kept.find((row, place) => row.id !== order[place]);
  const moved = displaced && problems.length === 0 ? [finding('moved', displaced.id, displaced.at, seal)] : [];
  return [...problems, ...moved, ...added];
}

const finding = (kind: FindingKind, eventId: string, at: string, seal: Seal): Finding => ({
  kind,
  eventId,
  at,
  sealNumber: seal.number,
});
