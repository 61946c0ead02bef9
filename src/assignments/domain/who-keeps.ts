/** Whom a case stays open to when somebody's part has ended. */
export interface WhoKeeps {
  /** Agencies with a part in it still. */
  agencies: string[];
  /** The panel of its cohort, or that owes the decision about it, which sees it too. */
  panel: string | null;
}

/** "The case stays open to Thames Valley Police and to MACE, whose chair is reminded of who is missing." */
export function whoKeepsWords({ agencies, panel }: WhoKeeps): string {
  const panels = panel === null ? [] : [`${panel}, whose chair is reminded of who is missing`];
  const all = [...agencies, ...panels];
  if (all.length === 0) return 'Nobody is named on the case any more.';
  const last = all.at(-1) ?? '';
  return all.length === 1
    ? `The case stays open to ${last}.`
    : `The case stays open to ${all.slice(0, -1).join(', ')} and to ${last}.`;
}
