import type { Policy } from '../platform/access';
import { casePartsOf } from '../individuals';
import { visibilitiesFor } from './visibility';

/** Whoever plays a part in a case reads its notes and adds to them; police-only and health-only stay in that agency. */
export const notePolicy: Policy = (actor, rules) => {
  const visibility = { $in: visibilitiesFor(actor.agencyKind) };
  for (const part of Object.values(casePartsOf(actor))) {
    rules.can('read', 'Note', { ...part, visibility });
    rules.can('add', 'Note', part);
  }
};
