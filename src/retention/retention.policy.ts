import { casePartsOf } from '../individuals';
import { hasRole, type Policy } from '../platform/access';

/**
 * Nothing is deleted by one person. Governance, or a manager who answers for the record, asks; another person of governance
 * decides. Governance sees a reference and a rule, never the record.
 */
export const retentionPolicy: Policy = (actor, rules) => {
  if (hasRole(actor, 'manager')) {
    const { worksTheCase, managesInvolvedAgency } = casePartsOf(actor);
    for (const part of [worksTheCase, managesInvolvedAgency]) rules.can('ask_deletion', 'Individual', part);
  }
  rules.can(['read', 'withdraw'], 'Erasure', { askedBy: actor.userId });
  if (!hasRole(actor, 'governance')) return;
  rules.can(['read', 'ask', 'decide'], 'Erasure');
  rules.cannot('decide', 'Erasure', { askedBy: actor.userId });
  rules.can(['place', 'end'], 'LegalHold');
  rules.can('change', 'RetentionRule');
};
