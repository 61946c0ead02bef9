import type { Actor } from '../../platform/access';

/** Which agencies an item of a case is for: everybody on the case, named ones, or the police or health alone. */
export const VISIBILITIES = ['all_agencies', 'named_agencies', 'police_only', 'health_only'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const VISIBILITY_WORDS: Record<Visibility, string> = {
  all_agencies: 'Everybody on the case',
  named_agencies: 'Only some agencies',
  police_only: 'Police only',
  health_only: 'Health only',
};

/** Who an item is for, as it is written. */
export interface ItemVisibility {
  visibility?: Visibility;
  /** The agencies of `named_agencies`; the writer's own is always one of them. */
  visibleTo?: string[];
  /** Outside the agencies it is for, without asking the one that supplied it. */
  mayBePassedOn?: boolean;
}

/** What an agency of this kind reads without being named: what is for everybody, and its own kind's. */
export const visibilitiesFor = (agencyKind: string): Visibility[] =>
  VISIBILITIES.filter((visibility) => visibility === 'all_agencies' || visibility === `${agencyKind}_only`);

/** What somebody of this agency may choose: nobody writes what they could not read again. */
export const choosableVisibilities = (agencyKind: string): Visibility[] =>
  VISIBILITIES.filter(
    (visibility) => visibility === 'named_agencies' || visibilitiesFor(agencyKind).includes(visibility),
  );

/**
 * The rule of who reads an item, as SQL: the policy of the table once more, so that the guards alone hold.
 * @param alias of the table
 * @param kinds the parameter that holds `visibilitiesFor(actor.agencyKind)`
 * @param agency the parameter that holds the actor's agency
 */
export const readableItem = (alias: string, kinds: string, agency: string): string =>
  `(${alias}.visibility = ANY (${kinds}::text[]) OR ${agency}::uuid = ANY (${alias}.visible_to))`;

/** The same rule as conditions on a loaded item, for policies: one of them is enough. */
export const readableItems = (actor: Actor): object[] => [
  { visibility: { $in: visibilitiesFor(actor.agencyKind) } },
  { visibleTo: { $in: [actor.agencyId] } },
];

/** "Police only", or the agencies by name; null for what everybody reads. */
export const keptToWords = (visibility: Visibility, agencies: string | null): string | null => {
  if (visibility === 'all_agencies') return null;
  return visibility === 'named_agencies' && agencies ? `Only ${agencies}` : VISIBILITY_WORDS[visibility];
};
