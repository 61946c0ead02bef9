/** What an act is about: the part before the dot. The page offers these as a choice. */
export const ACT_SUBJECTS: Record<string, string> = {
  individual: 'Individuals',
  individuals: 'Lists of individuals',
  note: 'Notes',
  screening: 'Screenings',
  screening_tool: 'Screening tools',
  measure: 'SDQ, SEND, disability and adverse experiences',
  cohort_membership: 'Cohort memberships',
  assignment: 'Assignments',
  plan: 'Plans',
  plan_approval_rules: 'Who approves plans',
  action: 'Actions',
  review: 'Reviews',
  review_schedule: 'Review schedules',
  meeting: 'Meetings',
  handover: 'Handovers',
  strategy_plan: 'Strategy plan',
  strategy_activity: 'Activities of the strategy plan',
  strategic_risk: 'Risk register',
  data_quality: 'Data quality',
  export: 'Exports',
  figure: 'Figures supplied and corrected',
  figure_list: 'Lists behind a figure',
  indicator: 'Indicators',
  small_number_rule: 'Rules for small numbers',
  quarterly_report: 'Quarterly reports',
  top_five: 'Top five',
  learning_action: 'Learning from reviews',
  reminder: 'Reminders',
  import: 'Imports',
  session: 'Sign-ins',
  second_factor: 'Second factors',
  user: 'Users',
  token: 'Tokens for programs',
  calendar_feed: 'Calendars',
  agency: 'Agencies',
  audit_events: 'Readings of this audit',
  unusual_access: 'Unusual access',
  erasure: 'Deletions of records',
  legal_hold: 'Legal holds',
  retention_rule: 'Periods of retention',
};

/** What governance asks first of what left the service: several acts together. */
export const ACT_KINDS: Record<string, { words: string; acts: string[] }> = {
  published: {
    words: 'Reports issued and published',
    acts: ['quarterly_report.issued', 'quarterly_report.published', 'quarterly_report.released'],
  },
  exported: {
    words: 'Files exported and printed',
    acts: ['export.asked', 'export.taken', 'audit_events.exported', 'individual.case_file_read', 'plan.printed'],
  },
  listed: { words: 'Lists behind a figure opened', acts: ['figure_list.read', 'top_five.read', 'data_quality.listed'] },
  figures_changed: {
    words: 'Figures supplied or corrected, and their rules changed',
    acts: ['figure.supplied', 'figure.corrected', 'indicator.revised', 'small_number_rule.set', 'census.loaded'],
  },
};

const SAID_BETTER: Record<string, string> = {
  'session.started': 'Signed in',
  'session.ended': 'Signed out',
  'session.failed': 'Sign-in failed: wrong password, or no such account',
  'session.code_failed': 'Sign-in failed: wrong code',
  'session.single_sign_on_failed': 'Single sign-on failed: not linked, disabled, or the answer was refused',
  'session.locked': 'Sign-in stopped for a while after too many wrong tries',
  'session.ended_by_provider': 'Signed out at the single sign-on provider: every session ended',
  'reading.stopped': 'Reading faster than a person: stopped',
  'session.confirmed': 'Confirmed who they are',
  'individual.read': 'Individual’s overview read',
  'individual.situation_read': 'Family and situation read',
  'individual.identity_read': 'Identity read',
  'individual.chronology_read': 'Chronology read',
  'individual.case_file_read': 'Case file read',
  'individual.second_looks_listed': 'List of relationships to look at again read',
  'individual.relationship_added': 'Person, group or place added to the situation',
  'individual.family_joined': 'Recorded as one family with another record',
  'individual.family_left': 'Taken out of the family',
  'individual.family_claimed': 'Said that they champion the family',
  'individual.family_claim_contested': 'A second person said that they champion the family',
  'individual.family_settled': 'Settled who champions the family',
  'individual.family_claim_ended': 'Claim to champion the family ended',
  'individual.said_not_the_same': 'Said not to be the same person as on another record',
  'individual.asked_again_if_same': 'Asked again whether another record is of the same person',
  'individual.merged': 'Merged with another record',
  'individual.merge_undone': 'Merge with another record undone',
  'individuals.compared': 'Compared with another record',
  'plan_approval_rules.decided': 'Decided which plans the panel approves',
  'individuals.listed': 'List of individuals read',
  'figure_list.read': 'List behind a figure opened',
  'export.taken': 'Export taken',
  'audit_events.listed': 'Audit read',
  'audit_events.read': 'One act of the audit read',
  'audit_events.exported': 'Audit exported',
  'individual.readers_listed': 'List of who has looked at the record read',
};

const REFUSED = '.refused';

/** `plan.submitted` as "Plan submitted"; a reading that showed nothing says so. */
export function actWords(act: string): string {
  if (act.endsWith(REFUSED)) return `${actWords(act.slice(0, -REFUSED.length))}: refused, nothing was shown`;
  const words = SAID_BETTER[act] ?? act.replace(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
