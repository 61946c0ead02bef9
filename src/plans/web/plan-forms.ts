import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { caseLayoutModel } from '../../individuals';
import { AccessRules, type Actor } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { answerForm, formSubmission, type PageAnswer } from '../../platform/http';
import { Invalid, NotFound } from '../../shared/errors';
import { planPaths } from '../paths';
import type { SeenPlan } from '../take-plan';
import { isEditable, type LoadedPlan, PlanPage } from './plan-page';

export type Typed = Record<string, unknown>;

/** A page with one form about a plan: what it shows, and what to lay side by side when somebody else was quicker. */
export interface PlanForm {
  page: (loaded: LoadedPlan, typed: Typed) => PageAnswer | Promise<PageAnswer>;
  compare?: (loaded: LoadedPlan, typed: Typed) => { label: string; latest: string; yours: string }[];
}

interface SentForm extends PlanForm {
  notice: string;
  save: (seen: SeenPlan, fields: Typed, submission?: Submission) => Promise<unknown>;
}

/** The same course for every section: show, check, save, or show again with what was typed and what is newer. */
@Injectable()
export class PlanForms {
  constructor(
    private readonly planPage: PlanPage,
    private readonly rules: AccessRules,
  ) {}

  async show(response: Response, actor: Actor, individualId: string, form: PlanForm): Promise<void> {
    const loaded = await this.loadForChange(actor, individualId);
    if (!isEditable(loaded.plan.status)) {
      response.redirect(303, planPaths.plan(individualId));
      return;
    }
    const { view, model } = await form.page(loaded, {});
    response.render(view, { ...baseModel(loaded), typed: {}, ...model });
  }

  async answer(response: Response, actor: Actor, individualId: string, body: Typed, form: SentForm): Promise<void> {
    const before = await this.loadForChange(actor, individualId);
    const { version, ...fields } = body;
    await answerForm(response, {
      save: async () =>
        form.save({ planId: before.plan.id, version: seenVersion(version) }, fields, formSubmission(body)),
      saved: () => planPaths.plan(individualId),
      notice: form.notice,
      again: async ({ isStale }) => {
        const loaded = isStale ? await this.loadForChange(actor, individualId) : before;
        const { view, model } = await form.page(loaded, fields);
        const seen = isStale ? {} : { version };
        return {
          view,
          model: {
            ...baseModel(loaded),
            ...seen,
            typed: fields,
            ...model,
            stale: staleModel(isStale, form, loaded, fields),
          },
        };
      },
    });
  }

  /** @throws NotFound when there is no plan; NotAllowed for those who only read it */
  private async loadForChange(actor: Actor, individualId: string): Promise<LoadedPlan> {
    const { header, plan } = await this.planPage.load(actor, individualId);
    if (!plan) throw new NotFound();
    this.rules.ensureMay(actor, 'change', 'Plan', plan);
    return { header, plan };
  }
}

const baseModel = (loaded: LoadedPlan) => ({
  ...caseLayoutModel(loaded.header, 'plan'),
  backHref: planPaths.plan(loaded.header.id),
  version: loaded.plan.version,
});

/** The form comes back with the newer version: what is sent then was sent knowing what is newer. */
const staleModel = (isStale: boolean, form: PlanForm, loaded: LoadedPlan, typed: Typed) =>
  isStale ? { latestHref: planPaths.plan(loaded.header.id), fields: form.compare?.(loaded, typed) ?? [] } : undefined;

/** @throws Invalid for a form whose version was taken out */
export function seenVersion(version: unknown): number {
  if (typeof version === 'string' && /^\d{1,9}$/.test(version)) return Number(version);
  throw new Invalid([{ field: 'main-content', message: 'Open this page again and send your answers from there' }]);
}
