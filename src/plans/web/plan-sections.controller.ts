import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { checked } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { Colleagues } from '../../users';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { AddGoal } from '../add-goal';
import { AddPlanAction } from '../add-plan-action';
import { AddPlanEntry } from '../add-plan-entry';
import { AddRisk } from '../add-risk';
import { ENTRY_SECTIONS, type EntrySection } from '../domain/plan-vocabulary';
import { PlanActionForm } from '../forms/action.form';
import { EntryForm } from '../forms/entry.form';
import { GoalForm } from '../forms/goal.form';
import { RiskForm } from '../forms/risk.form';
import { SetNeeds } from '../set-needs';
import { needsForm, needsOf } from './needs-form';
import { PlanForms, type Typed } from './plan-forms';
import { actionForm, entryForm, goalForm, riskForm } from './section-forms';

/** The pages on which a plan is written. */
@Controller('individuals/:id/plan')
@Roles('practitioner', 'manager')
export class PlanSectionsController {
  constructor(
    private readonly forms: PlanForms,
    private readonly colleagues: Colleagues,
    private readonly setNeeds: SetNeeds,
    private readonly addRisk: AddRisk,
    private readonly addGoal: AddGoal,
    private readonly addAction: AddPlanAction,
    private readonly addEntry: AddPlanEntry,
  ) {}

  @Get('needs')
  needs(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    return this.forms.show(response, actor, id, needsForm);
  }

  @Post('needs')
  saveNeeds(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    return this.forms.answer(response, actor, id, body, {
      ...needsForm,
      notice: 'Needs saved',
      save: (seen, fields, submission) => this.setNeeds.run(actor, { ...seen, needs: needsOf(fields) }, submission),
    });
  }

  @Get('risks/new')
  newRisk(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    return this.forms.show(response, actor, id, riskForm);
  }

  @Post('risks/new')
  saveRisk(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    return this.forms.answer(response, actor, id, body, {
      ...riskForm,
      notice: 'Risk added',
      save: (seen, fields, submission) => this.addRisk.run(actor, seen, checked(RiskForm, fields), submission),
    });
  }

  @Get('goals/new')
  newGoal(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    return this.forms.show(response, actor, id, goalForm);
  }

  @Post('goals/new')
  saveGoal(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    return this.forms.answer(response, actor, id, body, {
      ...goalForm,
      notice: 'Goal added',
      save: (seen, fields, submission) =>
        this.addGoal.run(actor, seen, checkedWithDays(GoalForm, fields, { targetOn: 'Target date' }), submission),
    });
  }

  @Get('actions/new')
  newAction(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    return this.forms.show(response, actor, id, this.actionForm(actor));
  }

  @Post('actions/new')
  saveAction(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    return this.forms.answer(response, actor, id, body, {
      ...this.actionForm(actor),
      notice: 'Action added',
      save: (seen, fields, submission) => {
        const action = checkedWithDays(PlanActionForm, fields, { dueOn: 'Due date' });
        return this.addAction.run(actor, seen, action, submission);
      },
    });
  }

  @Get('entries/:section/new')
  newEntry(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('section') section: string,
    @Res() response: Response,
  ): Promise<void> {
    return this.forms.show(response, actor, id, entryForm(sectionOf(section)));
  }

  @Post('entries/:section/new')
  saveEntry(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('section') name: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    const section = sectionOf(name);
    return this.forms.answer(response, actor, id, body, {
      ...entryForm(section),
      notice: 'Entry added',
      save: (seen, fields, submission) =>
        this.addEntry.run(
          actor,
          seen,
          checkedWithDays(EntryForm, { ...fields, section }, { askedOn: 'The day they were asked' }),
          submission,
        ),
    });
  }

  private readonly actionForm = (actor: Actor) => actionForm(() => this.colleagues.list(actor));
}

/** @throws NotFound for a section that plans do not have */
function sectionOf(name: string): EntrySection {
  const section = ENTRY_SECTIONS.find((known) => known === name);
  if (section === undefined) throw new NotFound();
  return section;
}
