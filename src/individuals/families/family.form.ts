import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';

export class JoinFamilyForm {
  @ApiProperty({ maxLength: 40, example: 'TC-2026-0042', description: 'Of another record that you see' })
  @Trimmed()
  @IsString({ message: 'Enter the reference of the other record' })
  @Matches(/\S/, { message: 'Enter the reference of the other record' })
  @MaxLength(40, { message: 'Reference must be 40 characters or fewer' })
  reference!: string;
}

export class ClaimFamilyForm {
  @ApiProperty({ maxLength: 500 })
  @Trimmed()
  @IsString({ message: 'Enter why you champion this family' })
  @Matches(/\S/, { message: 'Enter why you champion this family' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason!: string;
}

export class EndingReasonForm {
  @ApiProperty({ maxLength: 500 })
  @Trimmed()
  @IsString({ message: 'Enter why' })
  @Matches(/\S/, { message: 'Enter why' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  because!: string;
}
