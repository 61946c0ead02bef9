import type { Rag } from './domain/rag';
import type { RiskLevel } from './domain/risk-score';

export const RAG_WORDS: Record<Rag, string> = {
  blue: 'Complete and evidenced',
  green: 'On track',
  amber: 'Behind, recoverable',
  red: 'Overdue or at risk',
  grey: 'Not started',
};

/** The colour is said too: never by colour alone. */
export const RAG_NAMES: Record<Rag, string> = {
  blue: 'Blue',
  green: 'Green',
  amber: 'Amber',
  red: 'Red',
  grey: 'Grey',
};

export const RAG_CLASSES: Record<Rag, string> = {
  blue: 'govuk-tag--blue',
  green: 'govuk-tag--green',
  amber: 'govuk-tag--orange',
  red: 'govuk-tag--red',
  grey: 'govuk-tag--grey',
};

export const ragTag = (rag: Rag) => ({ text: `${RAG_NAMES[rag]}: ${RAG_WORDS[rag]}`, classes: RAG_CLASSES[rag] });

export const LIKELIHOOD_WORDS: Record<number, string> = {
  1: 'Rare',
  2: 'Unlikely',
  3: 'Possible',
  4: 'Likely',
  5: 'Almost certain',
};

export const IMPACT_WORDS: Record<number, string> = {
  1: 'Negligible',
  2: 'Minor',
  3: 'Moderate',
  4: 'Major',
  5: 'Severe',
};

export const LEVEL_WORDS: Record<RiskLevel, string> = {
  low: 'Low',
  moderate: 'Moderate',
  high: 'High',
  severe: 'Severe',
};

export const LEVEL_CLASSES: Record<RiskLevel, string> = {
  low: 'govuk-tag--green',
  moderate: 'govuk-tag--yellow',
  high: 'govuk-tag--orange',
  severe: 'govuk-tag--red',
};

export const ENTRY_KINDS = ['progress', 'evidence'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export const ENTRY_KIND_WORDS: Record<EntryKind, string> = { progress: 'Progress', evidence: 'Evidence' };

export const REVIEW_KINDS = [
  'child_safeguarding_practice',
  'domestic_homicide',
  'offensive_weapons_homicide',
  'safeguarding_adult',
  'rapid',
  'local',
  'other',
] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

export const REVIEW_KIND_WORDS: Record<ReviewKind, string> = {
  child_safeguarding_practice: 'Local child safeguarding practice review',
  domestic_homicide: 'Domestic homicide review',
  offensive_weapons_homicide: 'Offensive weapons homicide review',
  safeguarding_adult: 'Safeguarding adult review',
  rapid: 'Rapid review',
  local: 'Local learning review',
  other: 'Other review or inspection',
};

/** Said on every form of a register. */
export const NO_CASES =
  'Write nothing about a person at risk or their family here: no name, no reference, nothing somebody could be known by. Analysts and governance read this page.';
