import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { ACTION_KINDS } from '../../actions';
import { EXIT_REASONS, STRANDS } from '../../cohort';
import { type Tier, TIERS } from '../../individuals';
import { PERSON_VIEW_ANSWERS, REVIEW_DECISIONS } from '../../reviews';
import { exploitationBands, NOT_ENOUGH_KNOWN, violenceBands } from '../../screenings';
import type { Day } from '../../shared/day';
import { DecisionFields, MeetingActionFields } from '../decision.fields';
import { ROOM_KINDS } from '../room/entry-words';

class MeetingActionRequest extends MeetingActionFields {
  @ApiProperty() declare description: string;
  @ApiProperty({ enum: ACTION_KINDS }) declare kind: MeetingActionFields['kind'];
  @ApiProperty({ format: 'uuid' }) declare ownerId: string;
  @ApiProperty({ type: String, format: 'date' }) declare dueOn: Day;
}

class DecisionEntryRequest {
  @ApiProperty({ enum: ROOM_KINDS })
  @IsIn(ROOM_KINDS, { message: 'Select what the entry is' })
  kind!: (typeof ROOM_KINDS)[number];

  @ApiProperty()
  @IsString({ message: 'Enter what was said' })
  @MaxLength(5_000, { message: 'An entry must be 5,000 characters or fewer' })
  text!: string;
}

export class DecisionRequest extends DecisionFields {
  @ApiProperty({ enum: REVIEW_DECISIONS }) declare decision: DecisionFields['decision'];
  @ApiProperty() declare rationale: string;
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Needed to decide again what is decided, while the meeting is open: what it was stays in the minutes',
  })
  declare changeReason?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true }) declare dissent?: string | null;
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Asked when the meeting is not quorate: why the panel decides all the same',
  })
  declare withoutQuorumReason?: string | null;
  @ApiPropertyOptional({ enum: STRANDS, nullable: true, description: 'When the panel moves the person to another' })
  declare newStrand?: DecisionFields['newStrand'];
  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'Version of the waiting plan that the panel approves',
  })
  declare approvesPlan?: number | null;
  @ApiPropertyOptional({ enum: EXIT_REASONS, nullable: true, description: 'With close, of someone in the cohort' })
  declare exitReason?: DecisionFields['exitReason'];
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'With close: where the person is signposted. Needed of who is new to the cohort, and so not accepted',
  })
  declare signpostedTo?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'With a move: the authority that accepted them' })
  declare acceptingAuthority?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'With a move: name and post of who accepted' })
  declare acceptedBy?: string | null;
  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, description: 'With a move' })
  declare acceptedOn?: Day | null;
  @ApiPropertyOptional({ type: String, nullable: true }) declare heard?: string | null;
  @ApiPropertyOptional({ enum: PERSON_VIEW_ANSWERS, nullable: true, description: 'Needed when a review is due' })
  declare personViewAnswer?: DecisionFields['personViewAnswer'];
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Needed when a review is due' })
  declare personView?: string | null;
  @ApiPropertyOptional({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Sooner than the rule says, when the decision sets a next review',
  })
  declare nextDueOn?: Day | null;
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Passes the case on to the panel above, with this question',
  })
  declare escalationQuestion?: string | null;
  @ApiPropertyOptional({ enum: ['agreed', 'not_agreed'], nullable: true, description: 'Of the transfer that waits' })
  declare transfer?: DecisionFields['transfer'];
  @ApiPropertyOptional({
    enum: [...exploitationBands, NOT_ENOUGH_KNOWN],
    nullable: true,
    description: 'Counts at once when higher; when lower, once a second person agrees',
  })
  declare judgedExploitationBand?: DecisionFields['judgedExploitationBand'];
  @ApiPropertyOptional({ enum: [...violenceBands, NOT_ENOUGH_KNOWN], nullable: true, description: 'As above' })
  declare judgedViolenceBand?: DecisionFields['judgedViolenceBand'];
  @ApiPropertyOptional({ type: String, nullable: true, description: 'With a judged band' })
  declare judgementReason?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true }) declare tellsPerson?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true }) declare tellsReferrer?: string | null;
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The schedule this decision is the review of',
  })
  declare scheduleId?: string | null;

  @ApiPropertyOptional({ enum: TIERS, nullable: true, description: 'With step_up and step_down' })
  @IsOptional()
  @IsIn(TIERS, { message: 'Select a tier' })
  newTier?: Tier | null;

  @ApiPropertyOptional({ type: [DecisionEntryRequest], description: 'Kept as entries of the minutes' })
  @IsOptional()
  @IsArray({ message: 'Entries must be a list' })
  @ArrayMaxSize(20, { message: 'Write down 20 entries or fewer at once' })
  @ValidateNested({ each: true })
  @Type(() => DecisionEntryRequest)
  entries?: DecisionEntryRequest[];

  @ApiPropertyOptional({ type: [MeetingActionRequest] })
  @IsOptional()
  @IsArray({ message: 'Actions must be a list' })
  @ArrayMaxSize(20, { message: 'Make 20 actions or fewer at once' })
  @ValidateNested({ each: true })
  @Type(() => MeetingActionRequest)
  actions?: MeetingActionRequest[];
}
