/** The words a plan is made of; the same in table, API and page. */
export const PLAN_STATUSES = ['draft', 'awaiting_approval', 'awaiting_panel', 'live', 'closed'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

/** Sent and not yet decided on: what it says does not change. */
export const isAwaiting = (status: string): boolean => status === 'awaiting_approval' || status === 'awaiting_panel';

/** Every plan answers these four: unmet, they are what most often lies behind the violence and goes unseen. */
export const COMPULSORY_NEEDS = [
  'mental_health',
  'speech_language_communication',
  'learning_disability',
  'adverse_childhood_experiences',
] as const;

export const NEED_DOMAINS = [
  ...COMPULSORY_NEEDS,
  'education_employment',
  'substance_use',
  'physical_health',
  'accommodation',
  'family',
  'peers',
  'identity_belonging',
  'finance',
  'faith_culture',
] as const;
export type NeedDomain = (typeof NEED_DOMAINS)[number];

export const NEED_STATUSES = ['met', 'partly_met', 'unmet', 'not_applicable', 'not_yet_known'] as const;
export type NeedStatus = (typeof NEED_STATUSES)[number];

export const RISK_DIRECTIONS = ['from_others', 'to_others', 'to_self'] as const;
export type RiskDirection = (typeof RISK_DIRECTIONS)[number];

export const RISK_LEVELS = ['low', 'medium', 'high', 'very_high'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

export const GOAL_STATUSES = ['open', 'achieved', 'no_longer_needed'] as const;
export type GoalStatus = (typeof GOAL_STATUSES)[number];

export const ENTRY_SECTIONS = [
  'why_in_cohort',
  'worries',
  'working_well',
  'safety_plan',
  'contingency',
  'voice',
  'carer_view',
  'disagreement',
] as const;
export type EntrySection = (typeof ENTRY_SECTIONS)[number];

export const VOICE_ANSWERS = ['agrees', 'partly', 'does_not_agree', 'could_not_ask'] as const;
export type VoiceAnswer = (typeof VOICE_ANSWERS)[number];

/** Sections in which somebody was asked: by whom and when is kept with what they said. */
export const ASKED_SECTIONS: readonly EntrySection[] = ['voice', 'carer_view'];

export const CONTINGENCY_KINDS = ['threat', 'missing', 'retaliation', 'release_day', 'enforcement', 'other'] as const;
export type ContingencyKind = (typeof CONTINGENCY_KINDS)[number];

/** Plans for the same person that live elsewhere: linked, never copied. */
export const LINKED_PLAN_KINDS = [
  'child_in_need',
  'child_protection',
  'early_help',
  'looked_after',
  'pathway',
  'assetplus',
  'education_health_care',
  'probation',
  'other',
] as const;
export type LinkedPlanKind = (typeof LINKED_PLAN_KINDS)[number];
