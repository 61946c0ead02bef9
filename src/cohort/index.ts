export { ChangeTier, type TierChange } from './change-tier';
export { CohortModule } from './cohort.module';
export { EXIT_REASON_WORDS, EXIT_REASONS, type ExitReason, type Strand, STRAND_WORDS, STRANDS } from './cohort-words';
export { type CurrentMembership, currentMembership } from './current-membership';
export { type CohortEntry, EnterCohort } from './enter-cohort';
export { type CohortExit, ExitCohort } from './exit-cohort';
