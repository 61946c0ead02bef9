import type { EditionContent } from './domain/plan-content';
import { readByAll } from './domain/plan-content';
import type { PlanContent } from './plan-contents';

/** What an edition keeps: what every agency may read, and nothing that only one may (README, invariant 7). */
export function editionContentOf(plan: PlanContent): EditionContent {
  const {
    leadProfessional,
    planOwner,
    needs,
    risks,
    goals,
    entries,
    actions,
    submittedBy,
    contingencies,
    linkedPlans,
    managerApprovedBy,
  } = readByAll(plan);
  return {
    submittedBy,
    leadProfessional,
    planOwner,
    needs,
    risks,
    goals,
    entries,
    actions,
    contingencies,
    linkedPlans,
    ...(managerApprovedBy === null ? {} : { managerApprovedBy }),
    ...(plan.writtenOutsideOn && plan.currentEdition === null ? { writtenOutsideOn: plan.writtenOutsideOn } : {}),
    ...(plan.outsideNote && plan.currentEdition === null ? { outsideNote: plan.outsideNote } : {}),
  };
}
