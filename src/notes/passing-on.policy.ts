import { casePartsOf } from '../individuals';
import { hasRole, type Policy } from '../platform/access';

/** A manager of the agency that supplied an item agrees that it is passed on; nobody else who reads it does. */
export const passingOnPolicy: Policy = (actor, rules) => {
  for (const part of Object.values(casePartsOf(actor))) {
    rules.can('read', 'SuppliedItem', part);
    if (hasRole(actor, 'manager')) rules.can('pass_on', 'SuppliedItem', { ...part, suppliedBy: actor.agencyId });
  }
};
