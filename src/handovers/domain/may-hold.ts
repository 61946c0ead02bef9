import type { Candidate, Held } from './held';

const WORKS_CASES = ['practitioner', 'manager'];
const SITS_ON_PANELS = ['panel_member', 'panel_chair'];

/**
 * Why this person may not hold that thing next, in words; null when they may. Only somebody of the agency that holds it,
 * or a partner who is on the case already: a handover never brings a new agency to a case unseen.
 */
export function whyNot(held: Held, candidate: Candidate): string | null {
  if (candidate.id === held.holderId) return `${candidate.name} holds it already`;
  if (held.kind === 'panel_seat') return whyNotOnPanel(held, candidate);
  if (held.isRestricted && !held.accessKeys.includes(candidate.id)) {
    return `${candidate.name} is not named on this restricted record`;
  }
  const isOnCase = held.individualId !== null && candidate.onCases.includes(held.individualId);
  if (candidate.agencyId !== held.agencyId && !isOnCase) {
    return `${candidate.name} is neither in the agency that holds it nor on the case already`;
  }
  if (held.kind === 'action') return whyNotReadable(held, candidate);
  return candidate.roles.some((role) => WORKS_CASES.includes(role)) ? null : `${candidate.name} does not work cases`;
}

function whyNotReadable(held: Held, { name, agencyId, agencyKind }: Candidate): string | null {
  const mayRead =
    held.visibility === 'all_agencies' ||
    held.visibility === `${agencyKind}_only` ||
    (held.visibility === 'named_agencies' && held.visibleTo.includes(agencyId));
  return mayRead ? null : `${name} is not in an agency that may read this action`;
}

function whyNotOnPanel(held: Held, { name, roles, panels }: Candidate): string | null {
  if (held.panelId !== null && panels.includes(held.panelId)) return `${name} has a seat on this panel already`;
  return roles.some((role) => SITS_ON_PANELS.includes(role)) ? null : `${name} is not a panel member`;
}
