import { ApiProperty } from '@nestjs/swagger';
import { IsObject, IsOptional, IsString, Matches } from 'class-validator';

/** Answers to the preview's questions, by the key each question has. What is left out stays as it was. */
export class AnswerImportRequest {
  @ApiProperty({
    selfRequired: false,
    type: 'object',
    additionalProperties: { type: 'string', format: 'uuid', nullable: true },
    description: 'Owner key → user id, or null for nobody yet',
  })
  @IsOptional()
  @IsObject({ message: 'Give owners as an object' })
  owners?: Record<string, unknown>;

  @ApiProperty({
    selfRequired: false,
    type: 'object',
    additionalProperties: { type: 'string', enum: ['one_person', 'different_people'] },
    description: 'Question key → whether its rows are one person',
  })
  @IsOptional()
  @IsObject({ message: 'Give samePeople as an object' })
  samePeople?: Record<string, unknown>;

  @ApiProperty({
    selfRequired: false,
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Question key → individual id, or new_person',
  })
  @IsOptional()
  @IsObject({ message: 'Give alreadyRecorded as an object' })
  alreadyRecorded?: Record<string, unknown>;

  @ApiProperty({
    selfRequired: false,
    type: 'object',
    additionalProperties: { type: 'boolean' },
    description:
      'Row number → their age is known by other means to be one the panel takes: make the person with date of birth not known',
  })
  @IsOptional()
  @IsObject({ message: 'Give withoutDateOfBirth as an object' })
  withoutDateOfBirth?: Record<string, unknown>;
}

export class ConfirmImportRequest {
  @ApiProperty({ required: false, description: 'previewKey of the preview you looked at; refused when it has changed' })
  @IsOptional()
  @IsString({ message: 'Give previewKey as text' })
  @Matches(/^[0-9a-f]{32}$/, { message: 'Give the previewKey of the preview' })
  previewKey?: string;
}
