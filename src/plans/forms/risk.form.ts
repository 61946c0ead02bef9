import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { VisibilityForm } from '../../notes';
import { RISK_DIRECTIONS, RISK_LEVELS, type RiskDirection, type RiskLevel } from '../domain/plan-vocabulary';
import { OptionalText, RequiredText } from './text';

export class RiskForm extends VisibilityForm {
  @RequiredText('Enter the risk, who said so and when', 'Risk', 4000)
  factor!: string;

  @ApiProperty({ enum: RISK_DIRECTIONS })
  @IsIn(RISK_DIRECTIONS, { message: 'Select where the harm would come from' })
  direction!: RiskDirection;

  @ApiProperty({ enum: RISK_LEVELS })
  @IsIn(RISK_LEVELS, { message: 'Select how high the risk is' })
  level!: RiskLevel;

  @OptionalText('Protective factors', 4000)
  protectiveFactors: string = '';
}
