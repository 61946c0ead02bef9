import { hasRole, type Policy } from '../../platform/access';

/**
 * Who may know who has looked at a record: those responsible for it (plan owner, lead professional, managers of agencies on the
 * case, for a restricted one only if named). Not the panel at large. is_responsible_for() in the database holds the same.
 */
export const recordReadersPolicy: Policy = (actor, rules) => {
  const onTheCase = { accessKeys: { $in: [actor.userId, actor.agencyId] } };
  rules.can('see_readers', 'Individual', { ...onTheCase, 'leadProfessional.id': actor.userId });
  rules.can('see_readers', 'Individual', { ...onTheCase, 'planOwner.id': actor.userId });
  if (hasRole(actor, 'manager')) rules.can('see_readers', 'Individual', onTheCase);
};
