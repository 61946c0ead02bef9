import { casePartsOf } from '../individuals';
import { hasRole, type Policy } from '../platform/access';

/**
 * Everybody who sees the case reads its plan. Those who work the case write it. Managers of an involved agency approve
 * or return it, never what they sent themselves. The keys of a restricted record are people alone, so there a manager
 * who is named approves by their own key. The panel of the cohort approves or returns what a manager passed on to it, never what
 * the same person sent or passed on; it closes a plan in a meeting, and its chair takes over one from outside.
 */
export const planPolicy: Policy = (actor, rules) => {
  const ofMine = { accessKeys: { $in: actor.accessKeys } };
  const { worksTheCase, managesInvolvedAgency, sitsOnItsPanel } = casePartsOf(actor);
  const reads = hasRole(actor, 'practitioner', 'manager', 'panel_member', 'panel_chair');
  if (reads) rules.can('read', 'Plan', ofMine);
  rules.can(['start', 'change', 'submit', 'close'], 'Plan', worksTheCase);
  if (hasRole(actor, 'manager')) {
    for (const overseen of [managesInvolvedAgency, worksTheCase]) {
      rules.can(['approve', 'return', 'record_existing'], 'Plan', overseen);
    }
    rules.can('close', 'Plan', managesInvolvedAgency);
    rules.cannot('approve', 'Plan', { submittedBy: actor.userId });
  }
  if (hasRole(actor, 'panel_member', 'panel_chair')) {
    rules.can('close', 'Plan', ofMine);
    rules.can(['approve_for_panel', 'return'], 'Plan', { ...sitsOnItsPanel, status: 'awaiting_panel' });
    rules.cannot('approve_for_panel', 'Plan', { submittedBy: actor.userId });
    rules.cannot('approve_for_panel', 'Plan', { managerApprovedBy: actor.userId });
  }
  if (hasRole(actor, 'panel_chair')) rules.can('record_existing', 'Plan', ofMine);
};

/** Managers of an involved agency, and whoever chairs the panel of the cohort, audit plans; never what they sent, passed on or approved. */
export const planAuditPolicy: Policy = (actor, rules) => {
  const { managesInvolvedAgency, worksTheCase, sitsOnItsPanel } = casePartsOf(actor);
  if (hasRole(actor, 'manager', 'panel_chair')) rules.can('draw', 'PlanAudit');
  if (hasRole(actor, 'manager'))
    for (const part of [managesInvolvedAgency, worksTheCase]) rules.can(['read', 'record'], 'PlanAudit', part);
  if (hasRole(actor, 'panel_chair')) rules.can(['read', 'record'], 'PlanAudit', sitsOnItsPanel);
  for (const part of ['submittedBy', 'managerApprovedBy', 'approvedBy']) {
    rules.cannot('record', 'PlanAudit', { [part]: actor.userId });
  }
};
