export const CHRONOLOGY_KINDS = [
  'referral',
  'note',
  'screening',
  'cohort',
  'plan',
  'review',
  'action',
  'decision',
  'assignment',
  'event',
  'address',
  'education',
  'status',
  'relationship',
  'identity',
] as const;
export type ChronologyKind = (typeof CHRONOLOGY_KINDS)[number];
