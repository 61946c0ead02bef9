import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
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
} from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';
import { ATTENDANCE_STATUSES, type AttendanceStatus } from '../domain/quorum';

export class GuestRequest {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'A colleague with an account; else name and organisation',
  })
  @IsOptional()
  @IsUUID(undefined, { message: 'userId must be a UUID' })
  userId?: string;

  @ApiPropertyOptional({ maxLength: 200 })
  @IsOptional()
  @IsString({ message: 'Enter their name' })
  @MaxLength(200, { message: 'Name must be 200 characters or fewer' })
  name?: string;

  @ApiPropertyOptional({ maxLength: 200 })
  @IsOptional()
  @IsString({ message: 'Enter where they come from' })
  @MaxLength(200, { message: 'Agency or organisation must be 200 characters or fewer' })
  organisation?: string;

  @ApiProperty({ maxLength: 200, description: 'What they are there for' })
  @Trimmed()
  @IsString({ message: 'Enter what they are there for' })
  @Matches(/\S/, { message: 'Enter what they are there for' })
  @MaxLength(200, { message: 'What they are there for must be 200 characters or fewer' })
  role!: string;

  @ApiPropertyOptional({ type: [String], description: 'The items they join for; none: the whole meeting' })
  @IsOptional()
  @IsArray({ message: 'Send a list of items' })
  @ArrayMaxSize(200, { message: 'Send 200 items or fewer' })
  @IsUUID(undefined, { each: true, message: 'itemIds must be UUIDs' })
  itemIds?: string[];

  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean({ message: 'hasHeardStatement must be true or false' })
  hasHeardStatement?: boolean;
}

export class AttendanceCorrectionRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'userId must be a UUID' })
  userId!: string;

  @ApiProperty({ enum: ATTENDANCE_STATUSES, description: 'What is right' })
  @IsIn(ATTENDANCE_STATUSES, { message: 'Select what is right' })
  status!: AttendanceStatus;

  @ApiProperty({ maxLength: 500 })
  @Trimmed()
  @IsString({ message: 'Enter why it is corrected' })
  @Matches(/\S/, { message: 'Enter why it is corrected' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason!: string;
}
