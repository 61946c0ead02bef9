import type { Policy } from '../platform/access';
import { casePartsOf, readableItems } from '../individuals';

/** Whoever plays a part in a case reads its notes and adds to them; what is kept to some agencies stays with them. */
export const notePolicy: Policy = (actor, rules) => {
  for (const part of Object.values(casePartsOf(actor))) {
    for (const forActor of readableItems(actor)) rules.can('read', 'Note', { ...part, ...forActor });
    rules.can('add', 'Note', part);
  }
};
