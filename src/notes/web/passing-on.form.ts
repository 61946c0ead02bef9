import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';

export class PassingOnForm {
  @ApiProperty({ maxLength: 200, description: 'Who it may be passed on to, in words' })
  @Trimmed()
  @IsString({ message: 'Enter who it is passed on to' })
  @Matches(/\S/, { message: 'Enter who it is passed on to' })
  @MaxLength(200, { message: 'Who it is passed on to must be 200 characters or fewer' })
  passedOnTo!: string;
}
