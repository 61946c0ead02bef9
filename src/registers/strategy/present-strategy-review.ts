import { addMonths, type Day } from '../../shared/day';
import { dueWorkingDay } from '../../shared/working-days';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { dayBoxes } from '../entries/choices';
import { registerPaths } from '../paths';
import { NO_CASES } from '../register-words';
import type { StrategyPlanFields, StrategyReviewFields } from './strategy.fields';
import type { StrategyPlanRow } from './strategy.queries';

type Body = Record<string, unknown>;
type TypedReview = TypedFields<keyof StrategyReviewFields | DayBoxes<'nextDueOn'>>;

/** The form of the annual review; a year on is offered for the next one. */
export function presentReviewForm(plan: StrategyPlanRow, today: Day, body: Body | null) {
  const typed: TypedReview = body ?? dayBoxes('nextDueOn', dueWorkingDay(addMonths(today, 12)));
  return {
    typed,
    version: body?.['version'] ?? plan.version,
    title: plan.title,
    dueOn: plan.review_due_on,
    hint: NO_CASES,
    action: registerPaths.strategyReview,
    backHref: registerPaths.strategy,
  };
}

export type StrategyReviewModel = ReturnType<typeof presentReviewForm>;

type TypedPlan = TypedFields<keyof StrategyPlanFields | DayBoxes<'startsOn' | 'endsOn' | 'reviewDueOn'>>;

export const presentNewPlan = (typed: TypedPlan) => ({
  typed,
  action: registerPaths.strategy,
  backHref: registerPaths.strategy,
});

export type NewStrategyModel = ReturnType<typeof presentNewPlan>;
