import { hasRole, type Policy, type Role } from '../platform/access';

/** Those who steer the partnership: whoever sits on its panels too, who are its board. */
export const FIGURE_READERS: Role[] = ['analyst', 'governance', 'panel_chair', 'panel_member', 'manager'];

/** Those who write in the boxes of a quarterly report, and so can be named to write one. */
export const REPORT_WRITERS: Role[] = ['analyst', 'governance', 'panel_chair', 'manager'];

/**
 * Figures name nobody: analysts, governance, chairs, members of panels and managers read them (managers the whole and their own agency's part). Who may
 * open the list behind a figure is asked again for every person on it. Definitions are the chair's and the analyst's; governance
 * decides how small numbers are protected and releases what is published, so that nobody who publishes sets the rule for it.
 */
export const figuresPolicy: Policy = (actor, rules) => {
  if (hasRole(actor, ...FIGURE_READERS)) rules.can('read', ['Figure', 'Indicator', 'QuarterlyReport']);
  if (hasRole(actor, 'panel_chair', 'manager')) rules.can('list', 'Figure');
  if (hasRole(actor, 'analyst', 'panel_chair')) {
    rules.can(['revise', 'correct'], 'Indicator');
    rules.can(['make', 'issue', 'publish', 'name_owners'], 'QuarterlyReport');
    rules.can('load', 'Census');
  }
  if (hasRole(actor, 'analyst')) rules.can('supply', 'Indicator');
  // The agency that holds a figure supplies it.
  if (hasRole(actor, 'manager')) rules.can('supply', 'Indicator', { heldBy: actor.agencyKind });
  if (hasRole(actor, ...REPORT_WRITERS)) rules.can('write', 'QuarterlyReport');
  if (hasRole(actor, 'panel_chair')) rules.can('confirm', 'TopFive');
  if (hasRole(actor, 'governance')) {
    rules.can('set', 'SmallNumberRule');
    rules.can('release', 'QuarterlyReport');
  }
};
