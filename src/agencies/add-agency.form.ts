import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../web/forms/text-fields';
import { AGENCY_KINDS, type AgencyKind } from './agency.entity';

/** There is one partnership, and it is there from the start. */
export const ADDABLE_KINDS = AGENCY_KINDS.filter((kind) => kind !== 'partnership');

/** What is asked of a new agency, by the page and by the API. */
export class AddAgencyForm {
  @ApiProperty({ example: 'Chalvey Demo Academy', maxLength: 200 })
  @Trimmed()
  @IsString({ message: 'Enter the agency’s name' })
  @Matches(/\S/, { message: 'Enter the agency’s name' })
  @MaxLength(200, { message: 'The agency’s name must be 200 characters or fewer' })
  name!: string;

  @ApiProperty({ enum: ADDABLE_KINDS })
  @IsIn(ADDABLE_KINDS, { message: 'Select what kind of agency it is' })
  kind!: AgencyKind;
}
