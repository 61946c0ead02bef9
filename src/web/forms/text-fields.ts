import { Transform } from 'class-transformer';

/** Blanks at either end are not part of an answer. */
export const Trimmed = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** An optional box left blank is no answer. */
export const BlankIsNull = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' && value.trim() === '' ? null : value));
