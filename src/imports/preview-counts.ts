import type { Day } from '../shared/day';
import type { ImportPlan } from './domain/import-plan';

/** What the page and the API count. */
export function countsOf(plan: ImportPlan, today: Day) {
  return {
    made: plan.made.length,
    added: plan.added.length,
    rowsHeldBack: plan.heldBack.reduce((sum, { rows }) => sum + rows.length, 0),
    openQuestions: [...plan.samePeople, ...plan.alreadyRecorded].filter(({ answer }) => answer === null).length,
    ownersWithoutAccount: plan.ownersWithoutAccount.length,
    importedBefore: plan.importedBefore.length,
    changed: plan.changed.length,
    copies: plan.copies.length,
    overdue: plan.made.filter((person) => person.plan && person.nextReview && person.nextReview.on < today).length,
    withoutPlan: plan.made.filter((person) => !person.plan).length,
    withoutPlanOwner: plan.made.filter((person) => person.plan && plan.planOwnerOf(person) === null).length,
  };
}
