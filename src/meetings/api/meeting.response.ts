import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { fullName, type Tier, TIERS } from '../../individuals';
import { REVIEW_DECISIONS, type ReviewDecision } from '../../reviews';
import type { Day } from '../../shared/day';
import type { AgendaRow } from '../agenda.queries';
import { AGENDA_REASONS, type AgendaReason } from '../domain/agenda';
import { ITEM_STATUSES, type ItemStatus } from '../meeting-item.entity';
import { MEETING_STATUSES, type MeetingStatus } from '../meeting.entity';
import type { MeetingRow } from '../meetings.queries';
import {
  TRANSFER_KINDS,
  TRANSFER_OUTCOMES,
  type TransferKind,
  type TransferOutcome,
} from '../transfers/transfer-words';

export class ListedMeetingResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) panelId!: string;
  @ApiProperty() panel!: string;
  @ApiProperty({ type: String, format: 'date' }) heldOn!: Day;
  @ApiProperty({ example: '10:00', description: 'London time' }) startsAt!: string;
  @ApiProperty() place!: string;
  @ApiProperty({ enum: MEETING_STATUSES }) status!: MeetingStatus;
  @ApiProperty() itemCount!: number;
  @ApiProperty({ description: 'Of those the caller may be told about' }) decidedCount!: number;
  @ApiProperty({ description: 'Of which the caller is told the place alone' }) restrictedCount!: number;
  @ApiProperty() version!: number;
}

export class MeetingListResponse {
  @ApiProperty({ type: [ListedMeetingResponse] }) items!: ListedMeetingResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

/** Of a case the caller may not see: its place on the agenda, and nothing else, not even whether it is decided. */
export class RestrictedItemResponse {
  @ApiProperty() position!: number;
  @ApiProperty({ enum: [true] }) isRestricted!: true;
}

/** A case the caller may see, or that has left the cohort: of that the panel keeps its decision and the reference. */
export class MeetingItemResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() position!: number;
  @ApiProperty({ enum: ITEM_STATUSES }) status!: ItemStatus;
  @ApiProperty({ description: 'true: the caller does not see whose case it was' }) isRestricted!: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) individualId!: string | null;
  @ApiProperty({ type: String, nullable: true }) reference!: string | null;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ enum: TIERS, nullable: true }) tier!: Tier | null;
  @ApiProperty({ enum: AGENDA_REASONS, nullable: true }) reason!: AgendaReason | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) reviewDueOn!: Day | null;
  @ApiProperty({ enum: REVIEW_DECISIONS, nullable: true }) decision!: ReviewDecision | null;
  @ApiProperty({ enum: TIERS, nullable: true, description: 'The tier the decision found' }) tierBefore!: Tier | null;
  @ApiProperty({ enum: TIERS, nullable: true, description: 'The tier it left' }) tierAfter!: Tier | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Next review as the decision set it' })
  nextReviewOn!: Day | null;
  @ApiProperty({ type: String, nullable: true }) rationale!: string | null;
  @ApiProperty({ type: String, nullable: true }) dissent!: string | null;
  @ApiProperty({ type: String, nullable: true }) decidedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt!: Date | null;
  @ApiProperty({ type: String, nullable: true, description: 'The panel the decision passed the case on to' })
  escalatedTo!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The panel that passed the case on to this one' })
  passedOnBy!: string | null;
  @ApiProperty({ enum: TRANSFER_KINDS, nullable: true, description: 'Of the transfer that waits, or was decided here' })
  transferKind!: TransferKind | null;
  @ApiProperty({ enum: TRANSFER_OUTCOMES, nullable: true, description: 'Null while it waits' })
  transferOutcome!: TransferOutcome | null;
  @ApiProperty({ type: Number, nullable: true, description: 'For If-Match of a decision' }) version!: number | null;
}

/** How the items of an agenda are declared: whole, or restricted. */
export const EITHER_ITEM: { type: 'array'; items: { oneOf: { $ref: string }[] } } = {
  type: 'array',
  items: { oneOf: [{ $ref: getSchemaPath(MeetingItemResponse) }, { $ref: getSchemaPath(RestrictedItemResponse) }] },
};

@ApiExtraModels(MeetingItemResponse, RestrictedItemResponse)
export class MeetingResponse extends ListedMeetingResponse {
  @ApiProperty(EITHER_ITEM) items!: (MeetingItemResponse | RestrictedItemResponse)[];
}

export class AddedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class AgendaBuiltResponse {
  @ApiProperty({ description: 'Cases that were not on the agenda before' }) added!: number;
}

export class DecisionResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The review the decision was' })
  reviewId!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) nextDueOn!: Day | null;
}

export const listedMeeting = (row: MeetingRow): ListedMeetingResponse => ({
  id: row.id,
  panelId: row.panel_id,
  panel: row.panel,
  heldOn: row.held_on,
  startsAt: row.starts_at,
  place: row.place,
  status: row.status,
  itemCount: row.cases,
  decidedCount: row.decided,
  restrictedCount: row.restricted,
  version: row.version,
});

export const itemResponse = (row: AgendaRow): MeetingItemResponse | RestrictedItemResponse =>
  row.status === null ? { position: row.position, isRestricted: true } : wholeItem(row, row.status);

const wholeItem = (row: AgendaRow, status: ItemStatus): MeetingItemResponse => ({
  id: row.id,
  position: row.position,
  status,
  isRestricted: row.individual_id === null && row.given_name === null,
  individualId: row.individual_id,
  reference: row.reference,
  name: row.given_name === null ? null : nameOf(row),
  tier: row.tier,
  reason: row.reason,
  reviewDueOn: row.review_due_on,
  decision: row.decision,
  tierBefore: row.tier_before,
  tierAfter: row.tier_after,
  nextReviewOn: row.next_review_on,
  rationale: row.rationale,
  dissent: row.dissent,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  escalatedTo: row.escalated_to,
  passedOnBy: row.passed_on_by,
  transferKind: row.transfer_kind,
  transferOutcome: row.transfer_outcome,
  version: row.version,
});

const nameOf = ({ given_name, family_name, preferred_name }: AgendaRow): string =>
  fullName({ given_name: given_name ?? '', family_name: family_name ?? '', preferred_name });
