import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';
import { type Audience, AUDIENCES } from '../domain/ladder';

const DAYS = 'Days of the digest, 1 is Monday';

export class RungResponse {
  @ApiProperty() rung!: string;
  @ApiProperty({ description: 'Negative is before the due day' }) daysAfterDue!: number;
  @ApiProperty({ enum: AUDIENCES }) audience!: Audience;
  @ApiProperty({ description: 'Said at once, not with the digest of the day' }) isImmediate!: boolean;
  @ApiProperty({ description: 'Also for actions' }) coversActions!: boolean;
  @ApiProperty() version!: number;
}

export class LadderResponse {
  @ApiProperty({ type: [RungResponse] }) items!: RungResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class PreferencesResponse {
  @ApiProperty({ description: 'Whether what the ladder says at once comes beside the digest' }) alsoImmediate!: boolean;
  @ApiProperty({ type: [Number], description: DAYS }) days!: number[];
  @ApiProperty({ description: '0 until something is chosen' }) version!: number;
}

export class PreferencesRequest {
  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean({ message: 'Answer true or false' })
  alsoImmediate?: boolean;

  @ApiPropertyOptional({ type: [Number], description: DAYS })
  @IsOptional()
  @IsArray({ message: 'Give a list of days' })
  @ArrayMinSize(1, { message: 'Select at least one day' })
  @ArrayUnique({ message: 'Give each day once' })
  @IsInt({ each: true, message: 'Give days from 1 to 7' })
  @Min(1, { each: true, message: 'Give days from 1 to 7' })
  @Max(7, { each: true, message: 'Give days from 1 to 7' })
  days?: number[];
}
