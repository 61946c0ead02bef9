export { AddReferralEntry, type ReferralAddition } from './add-referral-entry';
export { MakeReferral, type NewReferral } from './make-referral';
export { ReferralAccepted } from './referral.events';
export { referralPaths } from './paths';
export { ReferralsModule } from './referrals.module';
export { ReferralsWorkModule, TellOfLateTriage } from './tell-of-late-triage';
export { tellOfCohortDecision } from './tell';
export { SendReferralNotice } from './send-referral-notice';
export { type Triage, type Triaged, TriageReferral } from './triage-referral';
