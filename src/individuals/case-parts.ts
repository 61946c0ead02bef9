import { type Actor, hasRole } from '../platform/access';

type KeyCondition = { accessKeys: { $in: string[] } };

/** The parts an actor can play in a case, as CASL conditions on a record that carries its access keys. */
export interface CaseParts {
  /** Named on the case as lead professional, plan owner or practitioner (or made the record, before anybody is). */
  worksTheCase: KeyCondition;
  /** Manager of an agency that works the case. */
  managesInvolvedAgency: KeyCondition;
  /** Member or chair of the panel of its cohort. */
  sitsOnItsPanel: KeyCondition;
}

/** A part the actor's roles do not allow has no keys, so its condition never matches. */
export function casePartsOf(actor: Actor): CaseParts {
  const panels = actor.accessKeys.filter((key) => key !== actor.userId && key !== actor.agencyId);
  return {
    worksTheCase: keys(hasRole(actor, 'practitioner', 'manager') ? [actor.userId] : []),
    managesInvolvedAgency: keys(hasRole(actor, 'manager') ? [actor.agencyId] : []),
    sitsOnItsPanel: keys(hasRole(actor, 'panel_member', 'panel_chair') ? panels : []),
  };
}

const keys = (own: string[]): KeyCondition => ({ accessKeys: { $in: own } });
