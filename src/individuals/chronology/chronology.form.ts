import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID } from 'class-validator';
import { BlankIsNull } from '../../web/forms/text-fields';
import { RELATIONSHIP_BASES, type RelationshipBasis } from '../relationships/relationship-words';
import { CHRONOLOGY_KINDS, type ChronologyKind } from './chronology-kinds';

/** What a chronology is narrowed to; everything may be left out. */
export class ChronologyForm {
  @ApiPropertyOptional({ enum: CHRONOLOGY_KINDS })
  @BlankIsNull()
  @IsOptional()
  @IsIn(CHRONOLOGY_KINDS, { message: 'Select a kind of entry from the list' })
  kind?: ChronologyKind | null;

  @ApiPropertyOptional({ format: 'uuid', type: String })
  @BlankIsNull()
  @IsOptional()
  @IsUUID('all', { message: 'Select an agency from the list' })
  agencyId?: string | null;

  @ApiPropertyOptional({ enum: RELATIONSHIP_BASES })
  @BlankIsNull()
  @IsOptional()
  @IsIn(RELATIONSHIP_BASES, { message: 'Select fact, opinion, allegation or intelligence' })
  basis?: RelationshipBasis | null;

  @ApiPropertyOptional({ description: 'Where the list goes on' })
  @IsOptional()
  @IsString({ message: 'Give one cursor' })
  cursor?: string;
}
