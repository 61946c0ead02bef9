/** Which agencies an entry of a case is for: everybody on the case, or the police or health alone. */
export const VISIBILITIES = ['all_agencies', 'police_only', 'health_only'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const VISIBILITY_WORDS: Record<Visibility, string> = {
  all_agencies: 'Everybody on the case',
  police_only: 'Police only',
  health_only: 'Health only',
};

/** What an agency of this kind may read, and may therefore write: nobody writes what they could not read again. */
export const visibilitiesFor = (agencyKind: string): Visibility[] =>
  VISIBILITIES.filter((visibility) => visibility === 'all_agencies' || visibility === `${agencyKind}_only`);
