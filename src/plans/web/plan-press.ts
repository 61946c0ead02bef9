import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Actor } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { answerForm, formSubmission } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { planPaths } from '../paths';
import { PlanContents } from '../plan-contents';
import type { SeenPlan } from '../take-plan';
import { seenVersion, type Typed } from './plan-forms';
import { PlanPage } from './plan-page';

/** The buttons on the plan's page: done, or the page again as it is now with the reason why not. */
@Injectable()
export class PlanPress {
  constructor(
    private readonly page: PlanPage,
    private readonly contents: PlanContents,
  ) {}

  async press(
    response: Response,
    actor: Actor,
    id: string,
    body: Typed,
    notice: string,
    act: (seen: SeenPlan, submission?: Submission) => Promise<unknown>,
  ): Promise<void> {
    const planId = await this.contents.idOf(actor, id);
    if (planId === null) throw new NotFound();
    await answerForm(response, {
      save: async () => act({ planId, version: seenVersion(body['version']) }, formSubmission(body)),
      saved: () => planPaths.plan(id),
      notice,
      again: async () => ({ view: 'plans/views/plan.njk', model: await this.page.model(actor, id) }),
    });
  }
}
