import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

export class ListIndividualsRequest {
  @ApiPropertyOptional({
    maxLength: 100,
    deprecated: true,
    description: 'A reference. To look for a name, which must not stand in an address, use POST /individuals/searches',
  })
  @IsOptional()
  @IsString({ message: 'Give one text to search for' })
  @MaxLength(100, { message: 'Search for 100 characters or fewer' })
  search?: string;

  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Only those the caller works with' })
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'mine must be true or false' })
  mine?: string;

  @ApiPropertyOptional({ description: 'Where the list goes on' })
  @IsOptional()
  @IsString({ message: 'Give one cursor' })
  cursor?: string;
}

/** Looking for a person, whose name belongs in a body and never in an address. */
export class SearchIndividualsRequest {
  @ApiProperty({ maxLength: 100, description: 'Part of a name, or a reference' })
  @IsString({ message: 'Give one text to search for' })
  @MaxLength(100, { message: 'Search for 100 characters or fewer' })
  search!: string;

  @ApiPropertyOptional({ description: 'Only those the caller works with' })
  @IsOptional()
  @IsBoolean({ message: 'mine must be true or false' })
  mine?: boolean;

  @ApiPropertyOptional({ description: 'Where the list goes on' })
  @IsOptional()
  @IsString({ message: 'Give one cursor' })
  cursor?: string;
}
