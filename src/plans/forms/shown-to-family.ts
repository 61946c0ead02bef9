import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';

/** The author's choice of what the version for the person and family has. */
export const ShownToFamily = (whenLeftOut: string) =>
  applyDecorators(
    ApiProperty({
      type: Boolean,
      nullable: true,
      required: false,
      description: `Whether it stands in the version for the person and family. Left out: ${whenLeftOut}`,
    }),
    Transform(({ value }: { value: unknown }) => (value === 'yes' ? true : value === 'no' ? false : value)),
    IsOptional(),
    IsBoolean({ message: 'Select whether the person and family are shown this' }),
  );
