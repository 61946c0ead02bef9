import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import { REFERRAL_STATUSES, type ReferralStatus } from '../domain/triage';
import {
  COHORT_OUTCOMES,
  type CohortOutcome,
  REFERRAL_KINDS,
  type ReferralKind,
  TOLD_ANSWERS,
  type ToldAnswer,
} from '../referral-words';
import type { OneReferral } from '../referral-reads';
import type { ReferralRow } from '../referrals.queries';

export class ReferralResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() reference!: string;
  @ApiProperty({ format: 'uuid' }) panelId!: string;
  @ApiProperty() givenName!: string;
  @ApiProperty() familyName!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) dateOfBirth!: Day | null;
  @ApiProperty({ enum: REFERRAL_KINDS }) kind!: ReferralKind;
  @ApiProperty({ type: String, format: 'date', nullable: true }) happenedOn!: Day | null;
  @ApiProperty() reason!: string;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: not known' }) isExperiencing!: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: not known' }) isPerpetrating!: boolean | null;
  @ApiProperty({ enum: TOLD_ANSWERS }) isTold!: ToldAnswer;
  @ApiProperty({ type: String, nullable: true }) onBehalfOf!: string | null;
  @ApiProperty({ format: 'uuid' }) referredById!: string;
  @ApiProperty() referredBy!: string;
  @ApiProperty() agency!: string;
  @ApiProperty({ format: 'date-time' }) referredAt!: string;
  @ApiProperty({ format: 'date' }) triageDueOn!: Day;
  @ApiProperty({ enum: REFERRAL_STATUSES }) status!: ReferralStatus;
  @ApiProperty({ type: String, nullable: true, description: 'What the referrer is told' }) answer!: string | null;
  @ApiProperty({ type: String, nullable: true }) redirectedTo!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Only where you see the case' })
  individualId!: string | null;
  @ApiProperty() version!: number;
}

class ReferralEntryResponse {
  @ApiProperty() text!: string;
  @ApiProperty({ format: 'date-time' }) recordedAt!: string;
}

class ReferralDecisionResponse {
  @ApiProperty() decision!: string;
  @ApiProperty() reason!: string;
  @ApiProperty() answer!: string;
  @ApiProperty({ format: 'date' }) wasDueOn!: Day;
  @ApiProperty({ format: 'date' }) decidedOn!: Day;
  @ApiProperty() decidedBy!: string;
}

export class OneReferralResponse extends ReferralResponse {
  @ApiProperty({
    enum: COHORT_OUTCOMES,
    nullable: true,
    description: 'To whoever referred: what was decided about the cohort. Null while nothing is, and to everybody else',
  })
  cohortOutcome!: CohortOutcome | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) cohortDecidedOn!: Day | null;
  @ApiProperty({ type: [ReferralEntryResponse] }) entries!: ReferralEntryResponse[];
  @ApiProperty({ type: [ReferralDecisionResponse], description: 'With reasons: empty to who is not on the panel' })
  decisions!: ReferralDecisionResponse[];
}

export class ReferralsResponse {
  @ApiProperty({ type: [ReferralResponse] }) items!: ReferralResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ReferralMadeResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() reference!: string;
}

export class TriagedResponse {
  @ApiProperty({ format: 'uuid', description: 'Of the decision' }) id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Whom it is about, once it is accepted' })
  individualId!: string | null;
}

export class EntryAddedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export const referralResponse = (row: ReferralRow): ReferralResponse => ({
  id: row.id,
  reference: row.reference,
  panelId: row.panel_id,
  givenName: row.given_name,
  familyName: row.family_name,
  dateOfBirth: row.date_of_birth,
  kind: row.kind,
  happenedOn: row.happened_on,
  reason: row.reason,
  isExperiencing: row.is_experiencing,
  isPerpetrating: row.is_perpetrating,
  isTold: row.is_told,
  onBehalfOf: row.on_behalf_of,
  referredById: row.referred_by_id,
  referredBy: row.referred_by,
  agency: row.agency,
  referredAt: row.referred_at.toISOString(),
  triageDueOn: row.triage_due_on,
  status: row.status,
  answer: row.answer,
  redirectedTo: row.redirected_to,
  answeredAt: row.answered_at?.toISOString() ?? null,
  individualId: row.individual_id,
  version: row.version,
});

export const oneReferralResponse = ({ referral, entries, decisions, outcome }: OneReferral): OneReferralResponse => ({
  ...referralResponse(referral),
  cohortOutcome: outcome?.outcome ?? null,
  cohortDecidedOn: outcome?.decided_on ?? null,
  entries: entries.map(({ text, recorded_at: at }) => ({ text, recordedAt: at.toISOString() })),
  decisions: decisions.map((row) => ({
    decision: row.decision,
    reason: row.reason,
    answer: row.answer,
    wasDueOn: row.was_due_on,
    decidedOn: row.decided_on,
    decidedBy: row.decided_by,
  })),
});
