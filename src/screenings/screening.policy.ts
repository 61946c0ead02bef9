import { hasRole, type Policy, SYSTEM_USER_ID } from '../platform/access';

/**
 * Who works the case records; managers of its agencies and the panel read (a shared access key says so). Every
 * signed-in person may read the tool, which says nothing about anybody; the chair or the service puts one in force.
 */
export const screeningPolicy: Policy = (actor, rules) => {
  rules.can('read', 'ScreeningTool');
  if (hasRole(actor, 'panel_chair') || actor.userId === SYSTEM_USER_ID) rules.can('install', 'ScreeningTool');
  const ofMine = { accessKeys: { $in: actor.accessKeys } };
  if (hasRole(actor, 'practitioner', 'manager', 'panel_member', 'panel_chair')) rules.can('read', 'Screening', ofMine);
  if (hasRole(actor, 'practitioner', 'manager')) {
    rules.can('record', 'Screening', { accessKeys: { $in: [actor.userId] } });
  }
  if (hasRole(actor, 'panel_chair')) rules.can('import', 'Screening', ofMine);
};
