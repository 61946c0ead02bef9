import { PickType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { PanelFields } from './panel.fields';

/** The page's form: the fields of the API, and the version it was made from. */
export class PanelForm extends PanelFields {
  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsInt({ message: 'Open the page again' })
  @Min(1, { message: 'Open the page again' })
  @Max(2_000_000_000, { message: 'Open the page again' })
  version!: number;
}

/** What a new panel is asked for: the rest are rules with a usual value. */
export class NewPanelForm extends PickType(PanelFields, ['name', 'abbreviation', 'level'] as const) {}

export class SeatForm {
  @IsUUID(undefined, { message: 'Select a person' })
  userId!: string;

  @Transform(({ value }: { value: unknown }) => value === 'yes' || value === true)
  @IsOptional()
  @IsBoolean({ message: 'Select whether they sit as a deputy' })
  isDeputy?: boolean;
}
