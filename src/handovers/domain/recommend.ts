import { type Candidate, type Held, heldKey } from './held';
import { whyNot } from './may-hold';

/**
 * A new holder for each thing, where somebody may hold it: first who has worked with the person before, then who has the
 * fewest open cases (counting what this handover already gives them), then by name. Keys are heldKey().
 */
export function recommend(things: Held[], candidates: Candidate[]): Map<string, Candidate> {
  const recommended = new Map<string, Candidate>();
  const given = new Map<string, Set<string>>();
  for (const held of things) {
    const best = candidates
      .filter((candidate) => whyNot(held, candidate) === null)
      .map((candidate) => ({
        candidate,
        isNew: !hasWorkedWith(held, candidate, given),
        load: candidate.openCases + (given.get(candidate.id)?.size ?? 0),
      }))
      .sort(
        (one, other) =>
          Number(one.isNew) - Number(other.isNew) ||
          one.load - other.load ||
          one.candidate.name.localeCompare(other.candidate.name),
      )[0]?.candidate;
    if (!best) continue;
    recommended.set(heldKey(held), best);
    if (held.individualId !== null && !best.onCases.includes(held.individualId)) {
      given.set(best.id, (given.get(best.id) ?? new Set()).add(held.individualId));
    }
  }
  return recommended;
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
