import { SeenVersion } from '../entries/seen-version';
import { ActivityFields, ProgressFields, StrategyPlanFields, StrategyReviewFields } from './strategy.fields';

export class NewStrategyForm extends StrategyPlanFields {}

export class NewActivityForm extends ActivityFields {}

export class ChangeActivityForm extends ActivityFields {
  @SeenVersion() version!: number;
}

export class ProgressForm extends ProgressFields {
  @SeenVersion() version!: number;
}

export class StrategyReviewForm extends StrategyReviewFields {
  @SeenVersion() version!: number;
}
