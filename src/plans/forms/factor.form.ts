import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID } from 'class-validator';
import { BlankOrWords, Listed, OptionalText } from './text';

export class FactorForm {
  @ApiProperty({
    type: [String],
    required: false,
    description: 'Every action that answers it; what is left out is unlinked',
  })
  @Listed()
  @IsOptional()
  @IsArray({ message: 'Select actions from the list' })
  @ArrayMaxSize(200, { message: 'Select 200 actions or fewer' })
  @IsUUID('all', { each: true, message: 'Select actions from the list' })
  actionIds: string[] = [];

  @BlankOrWords()
  @OptionalText('Why no action answers it', 4000)
  explanation: string = '';
}
