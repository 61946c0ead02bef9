import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { checked } from '../../platform/http';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { AddContingency } from '../add-contingency';
import { CoverFactor } from '../cover-factor';
import { EndPart } from '../end-part';
import { ContingencyForm } from '../forms/contingency.form';
import { FactorForm } from '../forms/factor.form';
import { LinkedPlanForm } from '../forms/linked-plan.form';
import { LinkPlan } from '../link-plan';
import { PlanForms, type Typed } from './plan-forms';
import { PlanPress } from './plan-press';
import { contingencyForm, factorForm, linkedPlanForm } from './safety-forms';

/** The pages on which a gap is closed, and on which it is written what is done if things get worse. */
@Controller('individuals/:id/plan')
@Roles('practitioner', 'manager')
export class PlanSafetyController {
  constructor(
    private readonly forms: PlanForms,
    private readonly buttons: PlanPress,
    private readonly coverFactor: CoverFactor,
    private readonly addContingency: AddContingency,
    private readonly linkPlan: LinkPlan,
    private readonly endPart: EndPart,
  ) {}

  @Get('factors/:factorId')
  factor(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('factorId') factorId: string,
    @Res() response: Response,
  ): Promise<void> {
    return this.forms.show(response, actor, id, factorForm(factorId));
  }

  @Post('factors/:factorId')
  saveFactor(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('factorId') factorId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    return this.forms.answer(response, actor, id, body, {
      ...factorForm(factorId),
      notice: 'What answers it is saved',
      save: (seen, fields, submission) =>
        this.coverFactor.run(actor, { ...seen, factorId, ...checked(FactorForm, fields) }, submission),
    });
  }

  @Get('contingencies/new')
  newContingency(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    return this.forms.show(response, actor, id, contingencyForm);
  }

  @Post('contingencies/new')
  saveContingency(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    return this.forms.answer(response, actor, id, body, {
      ...contingencyForm,
      notice: 'Contingency added',
      save: (seen, fields, submission) =>
        this.addContingency.run(actor, seen, checked(ContingencyForm, fields), submission),
    });
  }

  @Post('contingencies/:partId/end')
  endContingency(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('partId') partId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    return this.buttons.press(response, actor, id, body, 'Contingency ended', (seen, submission) =>
      this.endPart.run(actor, { ...seen, part: 'contingency', partId }, submission),
    );
  }

  @Get('linked-plans/new')
  newLinkedPlan(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    return this.forms.show(response, actor, id, linkedPlanForm);
  }

  @Post('linked-plans/new')
  saveLinkedPlan(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    return this.forms.answer(response, actor, id, body, {
      ...linkedPlanForm,
      notice: 'Link added',
      save: (seen, fields, submission) =>
        this.linkPlan.run(
          actor,
          seen,
          checkedWithDays(LinkedPlanForm, fields, { reviewOn: 'Its next review' }),
          submission,
        ),
    });
  }

  @Post('linked-plans/:partId/end')
  endLinkedPlan(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('partId') partId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    return this.buttons.press(response, actor, id, body, 'Link ended', (seen, submission) =>
      this.endPart.run(actor, { ...seen, part: 'linked_plan', partId }, submission),
    );
  }
}
