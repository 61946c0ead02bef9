import { hasRole, type Policy } from '../platform/access';

/**
 * The members of a panel read its meetings, add cases and record decisions; its chair also plans, builds the agenda and
 * closes, sends out the action list and the minutes, and changes the panel's rules. Whoever is named to chair one meeting makes its
 * agenda and holds it, until it is over. Asked about `{ accessKeys: [panelId], chairedBy }`; who names that person, with `isWithoutChair` too. Whether a member sees the case is asked of the case itself.
 */
export const meetingPolicy: Policy = (actor, rules) => {
  const ofMyPanels = { accessKeys: { $in: actor.accessKeys } };
  if (!hasRole(actor, 'panel_member', 'panel_chair')) return;
  rules.can('read', 'Meeting', ofMyPanels);
  rules.can('add_item', 'Meeting', ofMyPanels);
  rules.can('decide', 'Meeting', ofMyPanels);
  rules.can('minute', 'Meeting', ofMyPanels);
  rules.can('read', 'Panel', ofMyPanels);
  const chairedByMe = { ...ofMyPanels, chairedBy: actor.userId };
  rules.can('build_agenda', 'Meeting', chairedByMe);
  rules.can('hold', 'Meeting', chairedByMe);
  rules.can('name_chair', 'Meeting', chairedByMe);
  rules.can('name_chair', 'Meeting', { ...ofMyPanels, isWithoutChair: true });
  if (!hasRole(actor, 'panel_chair')) return;
  rules.can('plan', 'Meeting', ofMyPanels);
  rules.can('build_agenda', 'Meeting', ofMyPanels);
  rules.can('hold', 'Meeting', ofMyPanels);
  rules.can('name_chair', 'Meeting', ofMyPanels);
  rules.can('issue', 'Meeting', ofMyPanels);
  rules.can('change', 'Panel', ofMyPanels);
};
