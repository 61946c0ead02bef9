import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { caseLayoutModel } from '../../individuals';
import { CaseAgencies, type TypedVisibility, visibilityChoices } from '../../notes';
import { AccessRules, type Actor } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { answerForm, formSubmission, type PageAnswer } from '../../platform/http';
import { Invalid, NotFound } from '../../shared/errors';
import type { StaleRecord } from '../../web/page-model';
import { planPaths } from '../paths';
import type { SeenPlan } from '../take-plan';
import { isEditable, type LoadedPlan, PlanPage } from './plan-page';

export type Typed = Record<string, unknown>;

/** A form on its way to the page: the plan as it is now, and what was typed when it comes back. */
export interface ShownForm<Fields = Typed> extends LoadedPlan {
  typed: Fields;
  version: number | string | undefined;
  stale?: StaleRecord;
  /** Who a part may be for, for the parts that ask. */
  who: ReturnType<typeof visibilityChoices>;
}

/** A page with one form about a plan: what it shows, and what to lay side by side when somebody else was quicker. */
export interface PlanForm {
  page: (shown: ShownForm) => PageAnswer | Promise<PageAnswer>;
  compare?: (loaded: LoadedPlan, typed: Typed) => StaleRecord['fields'];
}

interface SentForm extends PlanForm {
  notice: string;
  save: (seen: SeenPlan, fields: Typed, submission?: Submission) => Promise<{ version: number }>;
}

/** The same course for every section: show, check, save, or show again with what was typed and what is newer. */
@Injectable()
export class PlanForms {
  constructor(
    private readonly planPage: PlanPage,
    private readonly rules: AccessRules,
    private readonly agencies: CaseAgencies,
  ) {}

  async show(response: Response, actor: Actor, individualId: string, form: PlanForm): Promise<void> {
    const loaded = await this.loadForChange(actor, individualId);
    if (!isEditable(loaded.plan.status)) {
      response.redirect(303, planPaths.plan(individualId));
      return;
    }
    const who = await this.whoFor(actor, individualId, {});
    const { view, model } = await form.page({ ...loaded, who, typed: {}, version: loaded.plan.version });
    response.render(view, model);
  }

  async answer(response: Response, actor: Actor, individualId: string, body: Typed, form: SentForm): Promise<void> {
    const before = await this.loadForChange(actor, individualId);
    const { version, ...fields } = body;
    await answerForm(response, {
      save: async () =>
        form.save({ planId: before.plan.id, version: seenVersion(version) }, fields, formSubmission(body)),
      saved: (saved) => {
        // A plan is on a new version after every change but one: a part kept to some agencies is new and moves no version.
        const isChanged = 'id' in saved || String(saved.version) !== textOf(version);
        response.req.session.notice = isChanged ? form.notice : NOTHING_CHANGED;
        return planPaths.plan(individualId);
      },
      again: async ({ isStale }) => {
        const loaded = isStale ? await this.loadForChange(actor, individualId) : before;
        const who = await this.whoFor(actor, individualId, fields);
        // The form comes back with the newer version: what is sent then was sent knowing what is newer.
        if (!isStale) return form.page({ ...loaded, who, typed: fields, version: textOf(version) });
        const stale = {
          latestHref: planPaths.plan(individualId),
          fields: form.compare?.(loaded, fields) ?? [],
        };
        return form.page({ ...loaded, who, typed: fields, version: loaded.plan.version, stale });
      },
    });
  }

  private async whoFor(actor: Actor, individualId: string, typed: TypedVisibility) {
    return visibilityChoices(actor, await this.agencies.of(actor, individualId), typed, 'yes');
  }

  /** @throws NotFound when there is no plan; NotAllowed for those who only read it */
  private async loadForChange(actor: Actor, individualId: string): Promise<LoadedPlan> {
    const { header, plan } = await this.planPage.load(actor, individualId);
    if (!plan) throw new NotFound();
    this.rules.ensureMay(actor, 'change', 'Plan', plan);
    return { header, plan };
  }
}

/** What the pages of all these forms have. */
export const planFormModel = <Fields>({ header, typed, version, stale, who }: ShownForm<Fields>) => ({
  ...caseLayoutModel(header, 'plan'),
  backHref: planPaths.plan(header.id),
  version,
  typed,
  stale,
  who,
});

const NOTHING_CHANGED = 'Nothing was changed: the plan says this already';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** @throws Invalid for a form whose version was taken out */
export function seenVersion(version: unknown): number {
  if (typeof version === 'string' && /^\d{1,9}$/.test(version)) return Number(version);
  throw new Invalid([{ field: 'main-content', message: 'Open this page again and send your answers from there' }]);
}
