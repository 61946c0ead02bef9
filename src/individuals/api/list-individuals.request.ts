import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** A name in an address stays in histories and in the logs of every proxy on the way. */
const REFERENCE = /^[Tt][Cc]-[0-9]{0,4}(-[0-9]*)?$/;

export class ListIndividualsRequest {
  @ApiPropertyOptional({
    pattern: REFERENCE.source,
    maxLength: 20,
    description: 'A reference or how it starts. A name must not stand in an address: use POST /individuals/searches',
  })
  @IsOptional()
  @MaxLength(20, { message: 'Search for a reference of 20 characters or fewer' })
  @Matches(REFERENCE, { message: 'Search for a reference here, and for a name with POST /individuals/searches' })
  @IsString({ message: 'Give one text to search for' })
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
