import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { VisibilityForm } from '../../notes';
import { CONTINGENCY_KINDS, type ContingencyKind } from '../domain/plan-vocabulary';
import { ShownToFamily } from './shown-to-family';
import { RequiredText } from './text';

export class ContingencyForm extends VisibilityForm {
  @ApiProperty({ enum: CONTINGENCY_KINDS })
  @IsIn(CONTINGENCY_KINDS, { message: 'Select what this is for' })
  kind!: ContingencyKind;

  @RequiredText('Enter what may happen', 'If this happens', 2000)
  ifThis!: string;

  @RequiredText('Enter what is done then', 'What is done then', 4000)
  thenThis!: string;

  @RequiredText('Enter who does it', 'Who does it', 500)
  who!: string;

  @ShownToFamily('no for retaliation, disruption and enforcement, yes for the rest')
  shownToFamily: boolean | null = null;
}
