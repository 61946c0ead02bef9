import { casePartsOf } from '../individuals';
import { hasRole, type Policy, SYSTEM_USER_ID } from '../platform/access';

/**
 * Who works the case records; managers of its agencies and the panel read (a shared access key says so), and agree to a
 * band that somebody else judged lower; a panel judges the bands of its cases beside the answers. Every signed-in person may read the tool, which says nothing about anybody; the
 * chair and the administrator edit drafts and put them in force, two people at the least. Only the service installs one.
 */
export const screeningPolicy: Policy = (actor, rules) => {
  rules.can('read', 'ScreeningTool');
  if (hasRole(actor, 'panel_chair', 'administrator')) rules.can('edit', 'ScreeningTool');
  if (actor.userId === SYSTEM_USER_ID) rules.can('install', 'ScreeningTool');
  const ofMine = { accessKeys: { $in: actor.accessKeys } };
  if (hasRole(actor, 'practitioner', 'manager', 'panel_member', 'panel_chair')) rules.can('read', 'Screening', ofMine);
  if (hasRole(actor, 'practitioner', 'manager')) {
    rules.can(['record', 'measure'], 'Screening', { accessKeys: { $in: [actor.userId] } });
  }
  const byAnother = { ...ofMine, screenedBy: { $ne: actor.userId } };
  if (hasRole(actor, 'manager', 'panel_member', 'panel_chair')) rules.can('agree', 'Screening', byAnother);
  rules.can('judge', 'Screening', casePartsOf(actor).sitsOnItsPanel);
  if (hasRole(actor, 'panel_chair')) rules.can('import', 'Screening', ofMine);
};
