import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength, ValidateIf, type ValidationArguments } from 'class-validator';
import { HAS_WORDS } from '../../shared/words';
import { Trimmed } from '../../web/forms/text-fields';

const inThousands = (count: number): string => count.toLocaleString('en-GB');

/** Words for a refusal: the same always, or by what else stands in the form. */
type Words = string | ((form: object) => string);

const IN_WORDS = 'Write it in words';

const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

/** Text that must be there. `label` starts the sentence about its length. */
export const RequiredText = (missing: Words, label: Words, longest: number) => {
  const message = said(missing, (words) => words);
  return applyDecorators(
    ApiProperty({ maxLength: longest }),
    Trimmed(),
    // The rule applied last speaks first: what is missing is said before what would be too long.
    MaxLength(longest, {
      message: said(label, (words) => `${words} must be ${inThousands(longest)} characters or fewer`),
    }),
    Matches(HAS_WORDS, {
      message: (args) => (isBlank(args.value) ? (typeof message === 'string' ? message : message(args)) : IN_WORDS),
    }),
    IsString({ message }),
  );
};

function said(words: Words, sentence: (words: string) => string) {
  if (typeof words === 'string') return sentence(words);
  return ({ object }: ValidationArguments): string => sentence(words(object));
}

/** Text that may be left out, and is then empty. */
export const OptionalText = (label: string, longest: number) =>
  applyDecorators(
    ApiProperty({ maxLength: longest, required: false }),
    Trimmed(),
    IsOptional(),
    IsString({ message: `${label} must be text` }),
    MaxLength(longest, { message: `${label} must be ${inThousands(longest)} characters or fewer` }),
  );

/** Blank, or words: a stop or a dash is neither. */
export const BlankOrWords = () =>
  applyDecorators(
    ValidateIf((_, value: unknown) => value !== ''),
    Matches(HAS_WORDS, { message: IN_WORDS }),
  );

/** One ticked box arrives alone, several as a list, none not at all. */
export const Listed = () =>
  Transform(({ value }: { value: unknown }) => (value === undefined || Array.isArray(value) ? value : [value]));
