import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { VISIBILITIES, type Visibility } from '../../notes';
import { Trimmed } from '../../web/forms/text-fields';
import { ACTION_ANSWERS, type ActionAnswer } from '../after/answer-action';
import { ATTENDANCE_STATUSES, type AttendanceStatus } from '../domain/quorum';
import { type EntryKind, WRITTEN_KINDS } from '../meeting-entry.entity';

export class EntryRequest {
  @ApiProperty({ enum: WRITTEN_KINDS })
  @IsIn(WRITTEN_KINDS, { message: 'Select what it is' })
  kind!: EntryKind;

  @ApiProperty({ maxLength: 5_000 })
  @Trimmed()
  @IsString({ message: 'Enter what to write down' })
  @Matches(/\S/, { message: 'Enter what to write down' })
  @MaxLength(5_000, { message: 'It must be 5,000 characters or fewer' })
  text!: string;

  @ApiPropertyOptional({ enum: VISIBILITIES, default: 'all_agencies' })
  @IsOptional()
  @IsIn(VISIBILITIES, { message: 'Select who may read it' })
  visibility?: Visibility;

  @ApiPropertyOptional({ type: [String], description: 'Ids of agencies on the case, for named_agencies' })
  @IsOptional()
  @IsArray({ message: 'Select agencies from the list' })
  @ArrayMaxSize(50, { message: 'Select 50 agencies or fewer' })
  @IsUUID('all', { each: true, message: 'Select agencies from the list' })
  visibleTo?: string[];

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'With a correction' })
  @IsOptional()
  @IsUUID(undefined, { message: 'correctsId must be a UUID' })
  correctsId?: string | null;
}

export class ConflictRequest {
  @ApiProperty({ format: 'uuid', description: 'The caller, or as chair another member' })
  @IsUUID(undefined, { message: 'userId must be a UUID' })
  userId!: string;

  @ApiProperty({ maxLength: 500 })
  @Trimmed()
  @IsString({ message: 'Enter the reason' })
  @Matches(/\S/, { message: 'Enter the reason' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason!: string;
}

export class DeferralRequest {
  @ApiProperty({ maxLength: 1_000 })
  @Trimmed()
  @IsString({ message: 'Enter why the case is put off' })
  @Matches(/\S/, { message: 'Enter why the case is put off' })
  @MaxLength(1_000, { message: 'Reason must be 1,000 characters or fewer' })
  reason!: string;
}

class AttendanceEntry {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'userId must be a UUID' })
  userId!: string;

  @ApiProperty({ enum: ATTENDANCE_STATUSES })
  @IsIn(ATTENDANCE_STATUSES, { message: 'Select present, apologies or absent' })
  status!: AttendanceStatus;

  @ApiPropertyOptional({ default: false, description: 'Accepted the confidentiality statement' })
  @IsOptional()
  @IsBoolean({ message: 'hasAccepted must be true or false' })
  hasAccepted?: boolean;

  @ApiPropertyOptional({ enum: ATTENDANCE_STATUSES, nullable: true, description: 'As it stood when it was read' })
  @IsOptional()
  @IsIn(ATTENDANCE_STATUSES, { message: 'Select present, apologies or absent' })
  seenStatus?: AttendanceStatus | null;

  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean({ message: 'seenAccepted must be true or false' })
  seenAccepted?: boolean;
}

export class AttendanceRequest {
  @ApiProperty({ type: [AttendanceEntry] })
  @IsArray({ message: 'Attendances must be a list' })
  @ArrayMaxSize(100, { message: 'Record 100 people or fewer at once' })
  @ValidateNested({ each: true })
  @Type(() => AttendanceEntry)
  attendances!: AttendanceEntry[];
}

export class ChairRequest {
  @ApiProperty({ format: 'uuid', description: 'Somebody who sits on the panel' })
  @IsUUID(undefined, { message: 'chairId must be a UUID' })
  chairId!: string;
}

export class NamingRequest extends ChairRequest {
  @ApiPropertyOptional({
    type: String,
    maxLength: 500,
    nullable: true,
    description: 'Asked of whoever is no chair: a member may name who chairs while no chair of the panel is there',
  })
  @IsOptional()
  @Trimmed()
  @IsString({ message: 'Enter why you name who chairs' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason?: string | null;
}

export class OpeningRequest extends ChairRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'minuteTakerId must be a UUID' })
  minuteTakerId!: string;
}

export class ActionAnswerRequest {
  @ApiProperty({ enum: ACTION_ANSWERS })
  @IsIn(ACTION_ANSWERS, { message: 'Select what became of the action' })
  answer!: ActionAnswer;

  @ApiProperty({ maxLength: 1_000 })
  @Trimmed()
  @IsString({ message: 'Enter what happened' })
  @Matches(/\S/, { message: 'Enter what happened' })
  @MaxLength(1_000, { message: 'What happened must be 1,000 characters or fewer' })
  words!: string;
}
