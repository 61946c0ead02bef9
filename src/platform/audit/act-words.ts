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
  'individuals.listed': 'List of individuals read',
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
