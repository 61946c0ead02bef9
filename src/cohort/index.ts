export { ChangeTier, type TierChange } from './change-tier';
export { CohortModule } from './cohort.module';
export { EXIT_REASON_WORDS, EXIT_REASONS, type ExitReason, type Strand, STRAND_WORDS, STRANDS } from './cohort-words';
export { type CurrentMembership, currentMembership } from './current-membership';
export { type CohortEntered, type CohortEntry, EnterCohort } from './enter-cohort';
export { type CohortExit, type CohortExited, ExitCohort } from './exit-cohort';
export { CohortHistory } from './cohort-history';
export { type CohortMembershipRow } from './cohort.queries';
export { presentCohort } from './present-cohort';
