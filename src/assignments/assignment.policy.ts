import { casePartsOf } from '../individuals';
import type { Policy } from '../platform/access';

/** Whoever plays a part in a case sees who is responsible for it, names people and ends their part. */
export const assignmentPolicy: Policy = (actor, rules) => {
  for (const part of Object.values(casePartsOf(actor))) rules.can(['read', 'assign'], 'Assignment', part);
};
