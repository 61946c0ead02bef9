import { hasRole, type Policy } from '../../platform/access';

/** Everybody who signs in reads how people are found: it names nobody. The panel's chair drafts it and puts it in force. */
export const identificationMethodPolicy: Policy = (actor, rules) => {
  rules.can('read', 'IdentificationMethod', { status: { $in: ['in_force', 'retired'] } });
  if (!hasRole(actor, 'panel_chair')) return;
  rules.can(['read', 'draft', 'put_in_force', 'record_cycle'], 'IdentificationMethod');
};
