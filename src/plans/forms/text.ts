import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';

const inThousands = (count: number): string => count.toLocaleString('en-GB');

/** Text that must be there. `label` starts the sentence about its length. */
export const RequiredText = (missing: string, label: string, longest: number) =>
  applyDecorators(
    ApiProperty({ maxLength: longest }),
    Trimmed(),
    IsString({ message: missing }),
    Matches(/\S/, { message: missing }),
    MaxLength(longest, { message: `${label} must be ${inThousands(longest)} characters or fewer` }),
  );

/** Text that may be left out, and is then empty. */
export const OptionalText = (label: string, longest: number) =>
  applyDecorators(
    ApiProperty({ maxLength: longest, required: false }),
    Trimmed(),
    IsOptional(),
    IsString({ message: `${label} must be text` }),
    MaxLength(longest, { message: `${label} must be ${inThousands(longest)} characters or fewer` }),
  );
