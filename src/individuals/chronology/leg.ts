import type { ChronologyKind } from './chronology-kinds';

/** Where one kind of entry is read from: columns and expressions over the table `t`. */
export interface Leg {
  kind: ChronologyKind;
  /** Words of our own, never of a person: `'added'` or an expression over the row. */
  what: string;
  from: string;
  on: string;
  /** When it was written down: what stands first within its day. */
  at: string;
  agency: string;
  title?: string;
  text?: string;
  basis?: string;
  source?: string;
  where?: string;
  /** Carries who may read it, as notes do. */
  isKept?: boolean;
}

export const OWN_AGENCY = (user: string): string => `(SELECT u.agency_id FROM users u WHERE u.id = ${user})`;
export const LONDON = (instant: string): string => `(${instant} AT TIME ZONE 'Europe/London')::date`;
export const NAME = (user: string): string => `(SELECT u.display_name FROM users u WHERE u.id = ${user})`;
/** Of what keeps only the day on which it ended: that was after everything else of the day. */
export const AT_LAST = (day: string): string => `((${day} + 1)::timestamp AT TIME ZONE 'Europe/London')`;
