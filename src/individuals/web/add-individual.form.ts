import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength, Validate, ValidateIf } from 'class-validator';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { IsRealDay } from '../../web/forms/is-real-day';
import { FamilyName, GivenName } from '../../web/forms/name-fields';
import { BlankIsNull } from '../../web/forms/text-fields';
import type { Day } from '../../shared/day';
import { ADDRESS_KINDS, type AddressKind } from '../individual-address.entity';
import { EDUCATION_STATUSES, type EducationStatus } from '../individual-education.entity';
import { OptionalText } from '../identity/fact.form';
import { type Sex, SEXES } from '../individual.entity';
import type { NewIndividual } from '../add-individual';
import { problemsOfFacts } from '../record-first-facts';
import { typedFacts } from './looked-at';

export class AddIndividualForm {
  @GivenName()
  givenName!: string;

  @FamilyName()
  familyName!: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 100 })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Preferred name must be text' })
  @MaxLength(100, { message: 'Preferred name must be 100 characters or fewer' })
  preferredName?: string | null;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'Date of birth must be a real date' })
  dateOfBirth?: Day;

  @ApiPropertyOptional({ enum: SEXES })
  @ValidateIf((_, sex: unknown) => sex !== undefined)
  @IsIn(SEXES, { message: 'Select one of the answers' })
  sex?: Sex;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2000 })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Communication needs must be text' })
  @MaxLength(2000, { message: 'Communication needs must be 2,000 characters or fewer' })
  communicationNeeds?: string | null;

  @ApiPropertyOptional({ enum: ADDRESS_KINDS, nullable: true })
  @BlankIsNull()
  @IsOptional()
  @IsIn(ADDRESS_KINDS, { message: 'Select what kind of address it is' })
  addressKind?: AddressKind | null;

  @OptionalText(500, 'the address')
  addressLines?: string | null;

  @OptionalText(20, 'the postcode')
  postcode?: string | null;

  @OptionalText(100, 'the authority whose area it is')
  placedIn?: string | null;

  @ApiPropertyOptional({ enum: EDUCATION_STATUSES, nullable: true })
  @BlankIsNull()
  @IsOptional()
  @IsIn(EDUCATION_STATUSES, { message: 'Select where they learn or work' })
  educationStatus?: EducationStatus | null;

  @OptionalText(200, 'the school, college or employer')
  educationSetting?: string | null;

  @OptionalText(100, 'the NHS number')
  nhsNumber?: string | null;

  @OptionalText(100, 'the pupil number')
  upn?: string | null;

  @OptionalText(100, 'the PNC number')
  pncId?: string | null;

  @OptionalText(200, 'who told you')
  factsSource?: string | null;
}

/** What was typed as the verb takes it. @throws Invalid with all that is wrong with names, days and facts, at once */
export function readNewIndividual(body: Record<string, unknown>, today: Day): NewIndividual {
  const ofFacts = problemsOfFacts(typedFacts(body), today);
  return newIndividualOf(checkedWithDays(AddIndividualForm, body, { dateOfBirth: 'Date of birth' }, ofFacts));
}

/** The form as the verb takes it: who they are, and what else is known. */
function newIndividualOf(form: AddIndividualForm): NewIndividual {
  const { givenName, familyName, preferredName, dateOfBirth, sex, communicationNeeds, ...facts } = form;
  return { givenName, familyName, preferredName, dateOfBirth, sex, communicationNeeds, facts };
}
