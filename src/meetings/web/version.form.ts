import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** A form that carries nothing but the version the user saw. */
export class VersionForm {
  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsInt({ message: 'Open the page again' })
  @Min(1, { message: 'Open the page again' })
  @Max(2_000_000_000, { message: 'Open the page again' })
  version!: number;
}
