import { PLAYS_A_PART, WORKS_IT } from './rights';
import { ANY, CHAIR, either, everywhere, MANAGERS, NOBODY, PANEL, type Said, SOMEBODY } from './rules-words';

/** What the rules answer about plans and their audits. */
export const OF_PLANS: Said[] = [
  { kind: 'Plan', acts: ['start', 'change', 'submit'], may: WORKS_IT },
  { kind: 'Plan', acts: ['close'], may: PLAYS_A_PART },
  { kind: 'Plan', acts: ['approve', 'return'], record: () => ({ submittedBy: SOMEBODY }), may: MANAGERS },
  { kind: 'Plan', acts: ['approve'], record: ({ actor }) => ({ submittedBy: actor.userId }), may: NOBODY },
  { kind: 'Plan', acts: ['return'], record: ({ actor }) => ({ submittedBy: actor.userId }), may: MANAGERS },
  {
    // What a manager passed on to the panel is the panel's, but never of whoever sent it or passed it on.
    kind: 'Plan',
    acts: ['approve_for_panel'],
    record: () => ({ status: 'awaiting_panel', submittedBy: SOMEBODY, managerApprovedBy: SOMEBODY }),
    may: PANEL,
  },
  {
    kind: 'Plan',
    acts: ['approve_for_panel'],
    record: ({ actor }) => ({ status: 'awaiting_panel', submittedBy: actor.userId, managerApprovedBy: SOMEBODY }),
    may: NOBODY,
  },
  {
    kind: 'Plan',
    acts: ['approve_for_panel'],
    record: ({ actor }) => ({ status: 'awaiting_panel', submittedBy: SOMEBODY, managerApprovedBy: actor.userId }),
    may: NOBODY,
  },
  {
    kind: 'Plan',
    acts: ['approve_for_panel'],
    record: () => ({ status: 'awaiting_approval', submittedBy: SOMEBODY, managerApprovedBy: null }),
    may: NOBODY,
  },
  {
    kind: 'Plan',
    acts: ['return'],
    record: () => ({ status: 'awaiting_panel', submittedBy: SOMEBODY, managerApprovedBy: SOMEBODY }),
    may: either(MANAGERS, PANEL),
  },
  { kind: 'Plan', acts: ['record_existing'], may: either(MANAGERS, CHAIR) },
  {
    kind: 'PlanApprovalRules',
    acts: ['read'],
    may: everywhere(`manager panel_member panel_chair: ${ANY}`),
  },
  { kind: 'PlanApprovalRules', acts: ['decide'], may: everywhere(`panel_chair: ${ANY}`) },
  { kind: 'PlanAudit', acts: ['draw'], may: everywhere(`manager panel_chair: ${ANY}`) },
  {
    kind: 'PlanAudit',
    acts: ['record'],
    record: () => ({ submittedBy: SOMEBODY, managerApprovedBy: null, approvedBy: SOMEBODY }),
    may: either(MANAGERS, CHAIR),
  },
  {
    kind: 'PlanAudit',
    acts: ['read'],
    may: either(either(MANAGERS, CHAIR), {
      normal: 'manager panel_chair: grant',
      restricted: '',
      closed: 'manager panel_chair: grant',
    }),
  },
  ...['submittedBy', 'managerApprovedBy', 'approvedBy'].map((part): Said => ({
    // Nobody audits what they sent, passed on or approved.
    kind: 'PlanAudit',
    acts: ['record'],
    record: ({ actor }) => ({ submittedBy: null, managerApprovedBy: null, approvedBy: null, [part]: actor.userId }),
    may: NOBODY,
  })),
];
