import type { Policy } from '../platform/access';

/**
 * Who sees an individual: the people working the case, managers of their agencies, the panel of the cohort
 * (a shared access key says so). Analysts, governance and administrators have no key that opens a case.
 */
export const individualPolicy: Policy = (actor, rules) => {
  const ofMine = { accessKeys: { $in: actor.accessKeys } };
  const worksCases = actor.roles.some((role) =>
    ['practitioner', 'manager', 'panel_member', 'panel_chair'].includes(role),
  );
  if (!worksCases) return;
  rules.can('read', 'Individual', ofMine);
  rules.can('change', 'Individual', ofMine);
  rules.can('add', 'Individual');
};
