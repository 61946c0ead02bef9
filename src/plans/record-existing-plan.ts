import { Injectable } from '@nestjs/common';
import { AccessRules } from '../platform/access';
import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import type { NeedDomain, NeedStatus } from './domain/plan-vocabulary';
import { editionContentOf } from './edition-content';
import { contentWithin } from './plan-contents';
import { PlanEdition } from './plan-edition.entity';
import { PlanNeedRecord } from './plan-need.entity';
import { Plan } from './plan.entity';
import { ensureMayPlanFor, insertOpenPlan } from './start-plan';

export interface ExistingPlan {
  individualId: string;
  /** The day of the plan outside. */
  plannedOn: Day;
  needs: { domain: NeedDomain; status: NeedStatus; detail: string }[];
  note: string;
}

/**
 * Takes over a plan that already lives outside this service: live from the start, as edition 1, approved there and
 * recorded here by the actor. It need not be ready by our rule; the page says what is missing.
 * The caller, who knows what date was agreed outside, schedules the next review: no PlanApproved is published.
 */
@Injectable()
export class RecordExistingPlan {
  constructor(private readonly rules: AccessRules) {}

  async within(tx: Transaction, input: ExistingPlan): Promise<{ planId: string }> {
    const { individualId } = input;
    await ensureMayPlanFor(tx, this.rules, individualId, 'record_existing');
    if (input.plannedOn > tx.today)
      throw new Invalid([{ field: 'plannedOn', message: 'The plan’s date must be in the past' }]);
    const planId = newId();
    await insertOpenPlan(tx, {
      id: planId,
      individualId,
      status: 'draft',
      writtenOutsideOn: input.plannedOn,
      outsideNote: input.note,
    });
    await this.recordNeeds(tx, planId, input);
    const approval = { approvedBy: tx.actor.userId, approvedAt: tx.now };
    const content = editionContentOf(await contentWithin(tx, planId));
    await tx.change(Plan, { id: planId, version: 1 }, { status: 'live', currentEdition: 1, ...approval });
    await tx.insert(PlanEdition, { id: newId(), planId, individualId, number: 1, content, ...approval });
    await tx.audit({
      act: 'plan.recorded',
      subjectType: 'plan',
      subjectId: planId,
      individualId,
      fields: ['needs', 'note'],
    });
    // Wakes the round of reminders: the review of a plan taken over may be overdue already.
    await tx.announce('plan.approved', planId);
    return { planId };
  }

  private async recordNeeds(tx: Transaction, planId: string, input: ExistingPlan): Promise<void> {
    if (input.needs.length === 0) return;
    await tx.insert(
      PlanNeedRecord,
      input.needs.map((need) => ({
        ...need,
        id: newId(),
        planId,
        individualId: input.individualId,
        recordedBy: tx.actor.userId,
        recordedAt: tx.now,
      })),
    );
  }
}
