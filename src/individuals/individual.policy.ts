import { hasRole, type Policy } from '../platform/access';
import { casePartsOf } from './case-parts';

/**
 * Who sees an individual: the people working the case, managers of their agencies, the panel of the cohort
 * (a shared access key says so). Analysts, governance and administrators have no key that opens a case.
 * Restricting is for those who answer for the case: managers of its agencies and its panel's chair; once it is restricted,
 * those of them who are named. Any named person may ask for it to be lifted; another of those agrees.
 */
export const individualPolicy: Policy = (actor, rules) => {
  const ofMine = { accessKeys: { $in: actor.accessKeys } };
  if (!hasRole(actor, 'practitioner', 'manager', 'panel_member', 'panel_chair')) return;
  rules.can('read', 'Individual', ofMine);
  rules.can('change', 'Individual', ofMine);
  rules.can('add', 'Individual');
  rules.can('ask_lift_restriction', 'Individual', { accessKeys: { $in: [actor.userId] } });
  const { worksTheCase, managesInvolvedAgency, sitsOnItsPanel } = casePartsOf(actor);
  const answersFor = [
    ...(hasRole(actor, 'manager') ? [worksTheCase, managesInvolvedAgency] : []),
    ...(hasRole(actor, 'panel_chair') ? [sitsOnItsPanel] : []),
  ];
  for (const part of answersFor) {
    rules.can(['restrict', 'agree_lift_restriction', 'settle_family', 'merge'], 'Individual', part);
  }
  // Whoever champions a family works with it.
  if (hasRole(actor, 'practitioner', 'manager')) rules.can('claim_family', 'Individual', worksTheCase);
};
