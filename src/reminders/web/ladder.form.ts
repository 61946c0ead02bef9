import { Transform } from 'class-transformer';
import { ArrayMinSize, IsIn, IsOptional, Matches } from 'class-validator';
import { AUDIENCES, type Audience } from '../domain/ladder';

const asList = Transform(({ value }: { value: unknown }) =>
  value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value],
);
const OPEN_AGAIN = 'Open this page again and make your change there';

export class PreferencesForm {
  @asList
  @ArrayMinSize(1, { message: 'Select at least one day' })
  @IsIn(['1', '2', '3', '4', '5', '6', '7'], { each: true, message: 'Select days from the list' })
  days: string[] = [];

  @IsIn(['yes', 'no'], { message: 'Select whether urgent ones come at once' })
  alsoImmediate!: 'yes' | 'no';

  @Matches(/^\d{1,9}$/, { message: OPEN_AGAIN })
  version!: string;
}

export class RungForm {
  @Matches(/^\d{1,3}$/, { message: 'Enter a whole number of days, 999 or fewer' })
  days!: string;

  @IsIn(['before', 'after'], { message: 'Select before or after the due day' })
  side!: 'before' | 'after';

  @IsIn(AUDIENCES, { message: 'Select who is told' })
  audience!: Audience;

  @asList
  @IsOptional()
  @IsIn(['immediate', 'actions'], { each: true, message: 'Select from the list' })
  also: string[] = [];

  /** The version of the rung that stands there already, once its change was asked about and confirmed. */
  @IsOptional()
  @Matches(/^\d{1,9}$/, { message: OPEN_AGAIN })
  replaces?: string;
}

export class RemovalForm {
  @Matches(/^\d{1,9}$/, { message: OPEN_AGAIN })
  version!: string;

  @IsOptional()
  @IsIn(['yes'], { message: OPEN_AGAIN })
  sure?: 'yes';
}

export class LeadForm {
  @Matches(/^[0-9a-f-]{36}$/, { message: 'Select a person' })
  userId!: string;
}
