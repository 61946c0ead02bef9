import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

export class ListIndividualsRequest {
  @ApiPropertyOptional({ maxLength: 100, description: 'Part of a name, or a reference' })
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
