import { type Candidate, type Held, heldKey } from './held';
import { whyNot } from './may-hold';

/**
 * A new holder for each thing, where somebody of the same kind of agency and role may hold it: first who has worked with the person
 * before, then who has the fewest open cases (counting what this handover already gives them), then by name. A partner who
 * is on the case may be chosen, and is not proposed: a social worker's case is no police officer's. Keys are heldKey().
 */
export function recommend(things: Held[], candidates: Candidate[]): Map<string, Candidate> {
  const recommended = new Map<string, Candidate>();
  const given = new Map<string, Set<string>>();
  for (const held of things) {
    const best = candidates
      .filter((candidate) => whyNot(held, candidate) === null && doesTheSame(held, candidate))
      .map((candidate) => ({
        candidate,
        isNew: !hasWorkedWith(held, candidate, given),
        load: candidate.openCases + (given.get(candidate.id)?.size ?? 0),
      }))
      .sort(
        (one, other) =>
          Number(one.isNew) - Number(other.isNew) ||
          one.load - other.load ||
          one.candidate.name.localeCompare(other.candidate.name) ||
          one.candidate.id.localeCompare(other.candidate.id),
      )[0]?.candidate;
    if (!best) continue;
    recommended.set(heldKey(held), best);
    if (held.individualId !== null && !best.onCases.includes(held.individualId)) {
      given.set(best.id, (given.get(best.id) ?? new Set()).add(held.individualId));
    }
  }
  return recommended;
}

const WORKING_ROLES = ['practitioner', 'manager', 'panel_member', 'panel_chair'];

/** Of an agency of the same kind, in a role the holder has or had. A seat on a panel is anybody's who sits on panels. */
export function doesTheSame({ kind, agencyKind, holderRoles }: Held, candidate: Candidate): boolean {
  if (kind === 'panel_seat') return true;
  if (candidate.agencyKind !== agencyKind) return false;
  const roles = holderRoles.filter((role) => WORKING_ROLES.includes(role));
  // Whoever has no such role any more had one: then any that may hold it does.
  return roles.length === 0 || roles.some((role) => candidate.roles.includes(role));
}

/** Before now, or by what this handover gives them: one person for all of a case rather than one for each thing. */
function hasWorkedWith(
  { individualId }: Held,
  { id, workedWith }: Candidate,
  given: Map<string, Set<string>>,
): boolean {
  if (individualId === null) return false;
  return workedWith.includes(individualId) || (given.get(id)?.has(individualId) ?? false);
}
