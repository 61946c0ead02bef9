import type { EvidenceKind } from './domain/grounds';

/** How near a person is to serious violence. */
export const STRANDS = ['periphery', 'at_risk', 'active'] as const;
export type Strand = (typeof STRANDS)[number];

export const STRAND_WORDS: Record<Strand, string> = {
  periphery: 'On the periphery',
  at_risk: 'At risk',
  active: 'Active',
};

/** Why a person leaves the cohort. `superseded` is not one: it ends a period that the next one follows the same day. */
export const EXIT_REASONS = [
  'stepped_down',
  'moved_area',
  'deceased',
  'over_age',
  'no_longer_meets_criteria',
  'in_custody',
  'entered_in_error',
] as const;
export type ExitReason = (typeof EXIT_REASONS)[number];

export const EXIT_REASON_WORDS: Record<ExitReason | 'superseded', string> = {
  stepped_down: 'Stepped down to other support',
  moved_area: 'Moved to another area',
  deceased: 'Died',
  over_age: 'Over the age for the cohort',
  no_longer_meets_criteria: 'No longer meets the criteria',
  in_custody: 'In custody',
  entered_in_error: 'Entered in error',
  superseded: 'Tier, strand or roles changed',
};

/** How a period came about. `earlier`: before what it rests on was kept. */
export type CameAbout = 'decided' | 'changed' | 'imported' | 'earlier';

export const EVIDENCE_KIND_WORDS: Record<EvidenceKind | 'imported', string> = {
  incident: 'Something that happened',
  disclosure: 'Something the person or family said',
  observation: 'Something a worker saw',
  intelligence: 'Intelligence',
  screening: 'The result of a screening',
  imported: 'Imported: the words of a spreadsheet',
};
