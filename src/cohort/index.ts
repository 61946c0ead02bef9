export { acceptedReferral } from './accepted-referral.queries';
export { ChangeTier, type PlaceChange, type TierChange } from './change-tier';
export { CohortModule } from './cohort.module';
export { LeavingCohort, PlaceChanged, type PlaceInCohort } from './cohort.events';
export { type PlaceForecast, PlaceForecasts } from './place-forecasts';
export {
  EVIDENCE_KIND_WORDS,
  EXIT_REASON_WORDS,
  EXIT_REASONS,
  type ExitReason,
  type Strand,
  STRAND_WORDS,
  STRANDS,
} from './cohort-words';
export { type CurrentMembership, currentMembership } from './current-membership';
export { type Acceptance, acceptanceKept, problemsOfAcceptance } from './domain/acceptance';
export { type AcceptedReferral } from './domain/entry-of-referral';
export { type DatedEvidence, EVIDENCE_KINDS, type EvidenceKind } from './domain/grounds';
export { type CohortEntered, type CohortEntry, EnterCohort, type EntryGrounds } from './enter-cohort';
export { type CohortExit, type CohortExited, ExitCohort } from './exit-cohort';
export { CohortHistory } from './cohort-history';
export { EnterCohortRequest } from './forms/cohort-membership.request';
export { DecideAgainstEntry, type EntryRefused, type RefusedEntry } from './decisions/decide-against-entry';
export { RefuseEntryRequest } from './decisions/decision.request';
export { type RefusalModel, type TypedRefusal } from './decisions/present-decisions';
export { refusalOf } from './decisions/refusal-of-form';
export { RefusalPages } from './decisions/refusal-pages';
export { type OwedDecisionRow, type RefusedEntryRow } from './decisions/decisions.queries';
export { importedCheckDueOn } from './domain/imported-check';
export { DECISION_WORKING_DAYS } from './domain/decision-due';
export { type CohortMembershipRow } from './cohort.queries';
export { DraftMethod, type MethodDraft } from './method/draft-method';
export { type MethodInForce, methodInForce } from './method/method-in-force';
export { IdentificationMethods } from './method/methods';
export { PutMethodInForce } from './method/put-method-in-force';
export { RecordCycle } from './method/record-cycle';
export { SUGGESTED_METHOD } from './method/suggested-method';
export { cohortDecisionPaths, cohortPaths, methodPaths } from './paths';
export { presentCohort } from './present-cohort';
export { type AtMeeting } from './forms/at-meeting';
export { CohortPages } from './forms/cohort-pages';
export { type DecidedEntry, entryOf } from './forms/entry-of-form';
export { inFormFields } from './forms/grounds.form';
export { type CohortFormsModel, type TypedCohort } from './forms/present-cohort-forms';
export { type MembershipValidation, ValidateMembership } from './validate-membership';
