import { type Actor, hasRole } from '../platform/access';

type KeyCondition = { accessKeys: { $in: string[] } };

/** The parts an actor can play in a case, as CASL conditions on a record that carries its access keys. */
export interface CaseParts {
  /** Named on the case as lead professional, plan owner or practitioner (or made the record, before anybody is). */
  worksTheCase: KeyCondition;
  /** Manager of an agency that works the case. */
  managesInvolvedAgency: KeyCondition;
  /** Member or chair of the panel of its cohort; on a restricted record those people are named one by one. */
  sitsOnItsPanel: KeyCondition;
}

/** A part the actor's roles do not allow has no keys, so its condition never matches. */
export function casePartsOf(actor: Actor): CaseParts {
  // Own id too, for the restricted and for a record no panel has taken on yet; never the agency, which is its manager's key.
  const panels = actor.accessKeys.filter((key) => key !== actor.agencyId);
  return {
    worksTheCase: keys(hasRole(actor, 'practitioner', 'manager') ? [actor.userId] : []),
    managesInvolvedAgency: keys(hasRole(actor, 'manager') ? [actor.agencyId] : []),
    sitsOnItsPanel: keys(hasRole(actor, 'panel_member', 'panel_chair') ? panels : []),
  };
}

const keys = (own: string[]): KeyCondition => ({ accessKeys: { $in: own } });
