import { casePartsOf } from '../individuals';
import { hasRole, type Policy } from '../platform/access';

/**
 * Who sees a review and its schedule: whoever sees the case. Who records one, or starts a schedule: people who work the
 * case, managers of an involved agency, and members and chairs of its panel. Who exempts one, or acknowledges
 * that it is overdue: those managers and the panel.
 */
export const reviewPolicy: Policy = (actor, rules) => {
  if (!hasRole(actor, 'practitioner', 'manager', 'panel_member', 'panel_chair')) return;
  rules.can('read', 'ReviewSchedule', { accessKeys: { $in: actor.accessKeys } });
  const { worksTheCase, managesInvolvedAgency, sitsOnItsPanel } = casePartsOf(actor);
  for (const part of [worksTheCase, managesInvolvedAgency, sitsOnItsPanel]) {
    rules.can(['record', 'schedule'], 'ReviewSchedule', part);
  }
  // Whoever must hold a review does not excuse it.
  for (const part of [managesInvolvedAgency, sitsOnItsPanel])
    rules.can(['exempt', 'acknowledge'], 'ReviewSchedule', part);
};
