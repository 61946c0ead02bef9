import { type Candidate, type Held, heldKey } from './held';
import { whyNot } from './may-hold';

/**
 * A new holder for each thing, where somebody of the same kind of agency and role may hold it: first who has worked with the person
 * before, then who has the fewest open cases (a running total: every open case this handover already gives them counts), then by name. A partner who
 * is on the case may be chosen, and is not proposed: a social worker's case is no police officer's; nor is who would get no mail of it, or is or will soon be away
 * for so long that it would have to be handed on again. Keys are heldKey().
 */
export function recommend(things: Held[], candidates: Candidate[]): Map<string, Candidate> {
  const recommended = new Map<string, Candidate>();
  const given = new Map<string, Given>();
  for (const held of things) {
    const best = candidates
      .filter(
        (candidate) =>
          whyNot(held, candidate) === null &&
          candidate.takesMail &&
          !candidate.awaySoon?.isLong &&
          doesTheSame(held, candidate),
      )
      .map((candidate) => ({
        candidate,
        isNew: !hasWorkedWith(held, candidate, given),
        load: candidate.openCases + addedBy(given.get(candidate.id)),
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
    if (held.individualId !== null) {
      given.set(best.id, (given.get(best.id) ?? new Map()).set(held.individualId, held.isOpenCase));
    }
  }
  return recommended;
}

/** Of each case, whether there is work to do in it: also who is on it already has more to do with another part. */
type Given = Map<string, boolean>;

const addedBy = (given: Given = new Map()): number => [...given.values()].filter((isOpen) => isOpen).length;

/** Open cases somebody is named on once they hold these things too: one for each case, however many parts of it. */
export const loadAfter = ({ openCases, onCases }: Candidate, things: readonly Held[]): number =>
  openCases +
  new Set(things.flatMap(({ individualId: id, isOpenCase }) => (id && isOpenCase && !onCases.includes(id) ? [id] : [])))
    .size;

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
function hasWorkedWith({ individualId }: Held, { id, workedWith }: Candidate, given: Map<string, Given>): boolean {
  if (individualId === null) return false;
  return workedWith.includes(individualId) || (given.get(id)?.has(individualId) ?? false);
}
