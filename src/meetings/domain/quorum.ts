export const ATTENDANCE_STATUSES = ['present', 'apologies', 'absent'] as const;
export type AttendanceStatus = (typeof ATTENDANCE_STATUSES)[number];

export interface Attender<Kind extends string> {
  agencyKind: Kind;
  /** Null: nobody has said yet. */
  status: AttendanceStatus | null;
}

export interface Quorum<Kind extends string> {
  isMet: boolean;
  /** Kinds of agency that are not in the room. */
  missing: Kind[];
  /** Of those, the kinds of which everybody on the panel has sent apologies or is absent, or that have no seat at all. */
  cannotBeMet: Kind[];
}

/** One agency of each kind the panel names must be in the room; a deputy counts as whoever they sit for. */
export function quorumOf<Kind extends string>(kinds: readonly Kind[], attenders: Attender<Kind>[]): Quorum<Kind> {
  const missing = kinds.filter((kind) => !attenders.some((one) => one.agencyKind === kind && one.status === 'present'));
  const mayCome = (kind: Kind): boolean =>
    attenders.some((one) => one.agencyKind === kind && (one.status === null || one.status === 'present'));
  return { isMet: missing.length === 0, missing, cannotBeMet: missing.filter((kind) => !mayCome(kind)) };
}
