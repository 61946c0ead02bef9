import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { CaseHeaders } from '../case-headers';
import { casePaths } from '../paths';
import { CaseAgencies } from '../visibility/case-agencies';
import { AddRelationship } from './add-relationship';
import { presentRelationshipForm, type RelationshipFormModel } from './present-relationships';
import { RelationshipForm } from './relationship.form';

const FORM = 'individuals/views/relationship.njk';
const DAYS = { fromOn: 'The first day', reviewOn: 'The day to look again' };

type Typed = Record<string, unknown>;

/** Recording a person, group or place on a case. */
@Controller('individuals/:id/relationships')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class RelationshipsController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly agencies: CaseAgencies,
    private readonly addRelationship: AddRelationship,
    private readonly rules: AccessRules,
  ) {}

  @Get('new')
  @Render(FORM)
  form(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RelationshipFormModel> {
    return this.formPage(actor, id);
  }

  @Post()
  async add(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const form = checkedWithDays(RelationshipForm, body, DAYS);
        return this.addRelationship.run(actor, { individualId, ...form }, formSubmission(body));
      },
      saved: () => casePaths.situation(individualId),
      notice: 'Recorded',
      again: async () => ({ view: FORM, model: await this.formPage(actor, individualId, body) }),
    });
  }

  private async formPage(actor: Actor, id: string, typed: Typed = {}): Promise<RelationshipFormModel> {
    const header = await this.headers.load(actor, id, 'individual.situation_read');
    this.rules.ensureMay(actor, 'change', 'Individual', header);
    return presentRelationshipForm(header, actor, await this.agencies.of(actor, id), typed);
  }
}
