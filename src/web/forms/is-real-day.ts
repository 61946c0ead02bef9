import { ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { isDay } from '../../shared/day';

/** A real calendar day, `YYYY-MM-DD`, of this or the last century. Past or future is the verb's rule: it knows what day it is. */
@ValidatorConstraint({ name: 'isRealDay' })
export class IsRealDay implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return isDay(value) && value >= '1900-01-01' && value <= '2100-12-31';
  }

  defaultMessage(): string {
    return 'Enter a real date';
  }
}
