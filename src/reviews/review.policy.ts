import { casePartsOf } from '../individuals';
import { hasRole, type Policy } from '../platform/access';

/**
 * Who sees a review and its schedule: whoever sees the case. Who records one, or starts a schedule: people who work the
 * case, managers of an involved agency, and members and chairs of its panel. Who exempts one, or acknowledges
 * that it is overdue: those managers and the panel.
 */
export const reviewPolicy: Policy = (actor, rules) => {
  if (!hasRole(actor, 'practitioner', 'manager', 'panel_member', 'panel_chair')) return;
  const kinds = ['ReviewSchedule', 'Review'];
  rules.can('read', kinds, { accessKeys: { $in: actor.accessKeys } });
  const { worksTheCase, managesInvolvedAgency, sitsOnItsPanel } = casePartsOf(actor);
  for (const part of [worksTheCase, managesInvolvedAgency, sitsOnItsPanel]) {
    rules.can(['record', 'schedule'], kinds, part);
  }
  // Whoever must hold a review does not excuse it.
  for (const part of [managesInvolvedAgency, sitsOnItsPanel]) rules.can(['exempt', 'acknowledge'], kinds, part);
};
