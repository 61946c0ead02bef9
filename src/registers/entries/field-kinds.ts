import { Transform } from 'class-transformer';

/** A form sends one box as text and several as a list; none at all is an empty list. */
export const Boxes = () =>
  Transform(({ value }: { value: unknown }) =>
    value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value],
  );

/** A number typed into a box or chosen from a list. Nothing typed stays nothing, so that it is asked for. */
export const Whole = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() !== '' ? Number(value) : value === '' ? undefined : value,
  );
