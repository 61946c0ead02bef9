import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';
import { ASSIGNMENT_KINDS, type AssignmentKind } from '../assignment-words';

export class AssignRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Give the id of an individual' })
  individualId!: string;

  @ApiProperty({ enum: ASSIGNMENT_KINDS })
  @IsIn(ASSIGNMENT_KINDS, { message: 'Select what they are named as' })
  kind!: AssignmentKind;

  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Give the id of a person' })
  userId!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    required: false,
    description: 'The assignment you saw as the present one (null: nobody); a different one refuses with 409',
  })
  @IsOptional()
  @IsUUID(undefined, { message: 'Give the id of an assignment' })
  replacesId?: string | null;
}

export class EndAssignmentRequest {
  @ApiProperty({ maxLength: 1000 })
  @Trimmed()
  @IsString({ message: 'Enter why their part ends' })
  @Matches(/\S/, { message: 'Enter why their part ends' })
  @MaxLength(1000, { message: 'Reason must be 1,000 characters or fewer' })
  reason!: string;
}

export class ListAssignmentsRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Give the id of an individual' })
  individualId!: string;
}
