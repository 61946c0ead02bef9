import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

const AGAIN = { message: 'Open the page again and enter it there' };

/** The version of the record that a form was made from. */
export const SeenVersion = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => Number(value)),
    IsInt(AGAIN),
    Min(1, AGAIN),
    Max(2_000_000_000, AGAIN),
  );
