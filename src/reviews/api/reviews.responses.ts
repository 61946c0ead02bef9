import { ApiProperty } from '@nestjs/swagger';
import type { ActionStatus } from '../../actions';
import type { Day } from '../../shared/day';
import { EXEMPTION_KINDS, type ExemptionKind } from '../domain/exemption';
import { type DueState, dueStates, type ScheduleStatus, scheduleStatuses } from '../domain/overdue';
import { VOICE_ANSWERS as PERSON_VIEW_ANSWERS, type VoiceAnswer as PersonViewAnswer } from '../../plans';
import { REVIEW_DECISIONS, type ReviewDecision } from '../domain/review-decision';
import { daysEarly, daysLate } from '../domain/held-day';
import { type Tier, tiers } from '../domain/review-rules';
import { ACTION_ANSWERS } from '../record-review.form';
import type { ActionAnswerRow, AttendeeRow, ReviewRow } from '../reviews.queries';
import type { ScheduleRow } from '../schedules.queries';

export class ReviewScheduleResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) planId!: string;
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty() rule!: string;
  @ApiProperty() explanation!: string;
  @ApiProperty({ format: 'date' }) windowFrom!: Day;
  @ApiProperty({ format: 'date', description: 'The last day in time: due today is not overdue.' }) dueOn!: Day;
  @ApiProperty({ enum: scheduleStatuses }) status!: ScheduleStatus;
  @ApiProperty({ type: String, nullable: true }) statusReason!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The day the rule counts from.' })
  countedFrom!: Day | null;
  @ApiProperty({ format: 'date', description: 'Nobody may set a later date.' }) noLaterThan!: Day;
  @ApiProperty({ enum: EXEMPTION_KINDS, nullable: true }) exemptKind!: ExemptionKind | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) exemptSince!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) exemptUntil!: Day | null;
  @ApiProperty({ enum: dueStates }) state!: DueState;
  @ApiProperty() daysOverdue!: number;
  @ApiProperty() version!: number;
}

export class ReviewScheduleListResponse {
  @ApiProperty({ type: [ReviewScheduleResponse] }) items!: ReviewScheduleResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ReviewSummaryResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) scheduleId!: string;
  @ApiProperty({ format: 'uuid' }) planId!: string;
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) meetingItemId!: string | null;
  @ApiProperty({ format: 'date' }) heldOn!: Day;
  @ApiProperty({ format: 'date', description: 'The date it was meant to meet.' }) deadlineOn!: Day;
  @ApiProperty() daysLate!: number;
  @ApiProperty({ description: 'How many days before its window opened; 0 when it was open.' }) daysEarly!: number;
  @ApiProperty({ description: 'Why it was held early; blank when it was not, or nobody was asked.' })
  earlyReason!: string;
  @ApiProperty({ enum: PERSON_VIEW_ANSWERS }) personViewAnswer!: PersonViewAnswer;
  @ApiProperty() personView!: string;
  @ApiProperty() carerView!: string;
  @ApiProperty() summary!: string;
  @ApiProperty() changeInNeeds!: string;
  @ApiProperty() changeInRisks!: string;
  @ApiProperty() changeInBands!: string;
  @ApiProperty({ enum: REVIEW_DECISIONS }) decision!: ReviewDecision;
  @ApiProperty() rationale!: string;
  @ApiProperty() dissent!: string;
  @ApiProperty({ description: 'Who will tell the person.' }) tellsPerson!: string;
  @ApiProperty({ description: 'Who will tell the referrer.' }) tellsReferrer!: string;
  @ApiProperty({ enum: tiers, nullable: true, description: 'The tier when it was held.' }) tier!: Tier | null;
  @ApiProperty({
    enum: tiers,
    nullable: true,
    description: 'The tier stepped up or down to; null of reviews from before it was kept.',
  })
  newTier!: Tier | null;
  @ApiProperty({ description: 'The rule that made its deadline.' }) rule!: string;
  @ApiProperty({ format: 'uuid' }) heldById!: string;
  @ApiProperty({ format: 'uuid' }) recordedById!: string;
  @ApiProperty({ format: 'date-time' }) recordedAt!: Date;
}

export class ReviewListResponse {
  @ApiProperty({ type: [ReviewSummaryResponse] }) items!: ReviewSummaryResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class AttendeeResponse {
  @ApiProperty() name!: string;
  @ApiProperty() role!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) agencyId!: string | null;
  @ApiProperty() attended!: boolean;
  @ApiProperty() reportReceived!: boolean;
  @ApiProperty() contribution!: string;
}

export class ActionAnswerResponse {
  @ApiProperty({ format: 'uuid' }) actionId!: string;
  @ApiProperty() description!: string;
  @ApiProperty({ enum: ACTION_ANSWERS, description: 'open: it goes on.' }) status!: ActionStatus;
  @ApiProperty() outcome!: string;
}

export class ReviewResponse extends ReviewSummaryResponse {
  @ApiProperty({ type: [AttendeeResponse] }) attendees!: AttendeeResponse[];
  @ApiProperty({ type: [ActionAnswerResponse] }) actionAnswers!: ActionAnswerResponse[];
}

export class ReviewRecordedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Null when the plan was closed.' })
  nextDueOn!: Day | null;
}

export const scheduleResponse = (row: ScheduleRow): ReviewScheduleResponse => ({
  id: row.id,
  planId: row.plan_id,
  individualId: row.individual_id,
  rule: row.rule,
  explanation: row.explanation,
  windowFrom: row.window_from,
  dueOn: row.due_on,
  status: row.status,
  statusReason: row.status_reason,
  countedFrom: row.counted_from,
  noLaterThan: row.no_later_than,
  exemptKind: row.exempt_kind,
  exemptSince: row.exempt_since,
  exemptUntil: row.exempt_until,
  state: row.state,
  daysOverdue: row.days_overdue,
  version: row.version,
});

export const reviewResponse = (row: ReviewRow): ReviewSummaryResponse => ({
  id: row.id,
  scheduleId: row.schedule_id,
  planId: row.plan_id,
  individualId: row.individual_id,
  meetingItemId: row.meeting_item_id,
  heldOn: row.held_on,
  deadlineOn: row.deadline_on,
  daysLate: daysLate(row.held_on, row.deadline_on),
  daysEarly: daysEarly(row.held_on, row.window_from),
  earlyReason: row.early_reason,
  personViewAnswer: row.person_view_answer,
  personView: row.person_view,
  carerView: row.carer_view,
  summary: row.summary,
  changeInNeeds: row.change_in_needs,
  changeInRisks: row.change_in_risks,
  changeInBands: row.change_in_bands,
  decision: row.decision,
  rationale: row.rationale,
  dissent: row.dissent,
  tellsPerson: row.tells_person,
  tellsReferrer: row.tells_referrer,
  tier: row.tier,
  newTier: row.new_tier,
  rule: row.rule,
  heldById: row.held_by_id,
  recordedById: row.recorded_by_id,
  recordedAt: row.recorded_at,
});

export const attendeeResponse = (row: AttendeeRow): AttendeeResponse => ({
  name: row.name,
  role: row.role,
  agencyId: row.agency_id,
  attended: row.attended,
  reportReceived: row.report_received,
  contribution: row.contribution,
});

export const actionAnswerResponse = (row: ActionAnswerRow): ActionAnswerResponse => ({
  actionId: row.action_id,
  description: row.description,
  status: row.status,
  outcome: row.outcome,
});
