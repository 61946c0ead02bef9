import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { VISIBILITIES, type Visibility } from './visibility';

/** The questions every item asks: who it is for, and whether it may be passed on. Forms of items extend it. */
export class VisibilityForm {
  @ApiPropertyOptional({ enum: VISIBILITIES, default: 'all_agencies' })
  @IsOptional()
  @IsIn(VISIBILITIES, { message: 'Select who may read this' })
  visibility?: Visibility;

  @ApiPropertyOptional({
    type: [String],
    description: 'Ids of agencies on the case, for named_agencies; your own is always one of them',
  })
  @Transform(({ value }: { value: unknown }) => (value === undefined || Array.isArray(value) ? value : [value]))
  @IsOptional()
  @IsArray({ message: 'Select agencies from the list' })
  @ArrayMaxSize(50, { message: 'Select 50 agencies or fewer' })
  @IsUUID('all', { each: true, message: 'Select agencies from the list' })
  visibleTo?: string[];

  @ApiPropertyOptional({
    type: Boolean,
    description: 'Outside the agencies it is for, without asking yours; never for what is kept to some agencies',
  })
  @Transform(({ value }: { value: unknown }) => (value === 'yes' ? true : value === 'no' ? false : value))
  @IsOptional()
  @IsBoolean({ message: 'Select whether it may be passed on' })
  mayBePassedOn?: boolean;
}
