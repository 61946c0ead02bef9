import type { Day } from '../../shared/day';

export const HELD_KINDS = ['lead_professional', 'plan_owner', 'practitioner', 'action', 'panel_seat'] as const;
export type HeldKind = (typeof HELD_KINDS)[number];

/** How many things, or ticked cases, one handover takes at the most: what one person can still check by eye. */
export const MOST_AT_ONCE = 100;

/** How long a confirmed handover can be undone. */
export const UNDO_HOURS = 24;

/** One thing somebody holds, as the rules of who may hold it next ask about it. */
export interface Held {
  kind: HeldKind;
  thingId: string;
  /** Null for a seat on a panel. */
  individualId: string | null;
  panelId: string | null;
  holderId: string;
  /** The agency it is held in: that of the holder when it was given to them. */
  agencyId: string;
  /** What that agency does: police hand on to police, a school to a school. */
  agencyKind: string;
  holderRoles: string[];
  /** Whoever holds it is away today, or for good. */
  isHolderMissing: boolean;
  /** In the cohort, or with an open plan: it adds to what its holder has to work on. */
  isOpenCase: boolean;
  isRestricted: boolean;
  accessKeys: string[];
  /** What kinds of agency may read it: everybody for all but an action. */
  visibility: string;
  visibleTo: string[];
}

/** Somebody who might hold it next: active, and in a role that works cases. */
export interface Candidate {
  id: string;
  name: string;
  agencyId: string;
  agencyName: string;
  agencyKind: string;
  roles: string[];
  /** Cases in the cohort or with an open plan that they are named on, as far as the actor may know. */
  openCases: number;
  /** Cases they are or were named on, or own or owned an action in. */
  workedWith: string[];
  /** Cases they are named on now. */
  onCases: string[];
  /** Panels they sit on. */
  panels: string[];
  /** Their address takes mail: otherwise they hear of it only when they open the product. */
  takesMail: boolean;
  /** Away today or within four weeks: a long absence before a shorter one. */
  awaySoon: AwaySoon | null;
}

export interface AwaySoon {
  /** Null: away today. */
  from: Day | null;
  /** Null: nobody knows when they come back. */
  until: Day | null;
  /** A short leave has a delegate. */
  isLong: boolean;
}

export const heldKey = ({ kind, thingId }: { kind: HeldKind; thingId: string }): string => `${kind}:${thingId}`;
