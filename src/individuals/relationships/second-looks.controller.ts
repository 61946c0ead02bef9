import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { CaseHeaders } from '../case-headers';
import { casePaths } from '../paths';
import { seenVersion } from '../web/seen-version';
import { LookAgain } from './look-again';
import {
  type CaseLooksModel,
  type DueLooksModel,
  presentCaseLooks,
  presentDueLooks,
  presentSecondLook,
  type SecondLookModel,
} from './present-second-looks';
import { SecondLookForm } from './second-look.form';
import { SecondLooks } from './second-looks';

const FORM = 'individuals/views/second-look.njk';
const DAYS = { nextOn: 'The day to look again', untilOn: 'The day it ended' };

type Typed = Record<string, unknown>;

/** Asking again whether what is recorded about a relationship is still true. */
@Controller()
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class SecondLooksController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly looks: SecondLooks,
    private readonly lookAgain: LookAgain,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  @Get('second-looks')
  @Render('individuals/views/due-second-looks.njk')
  async due(@CurrentActor() actor: Actor, @Query('cursor') asked: unknown): Promise<DueLooksModel> {
    const cursor = typeof asked === 'string' ? asked : '';
    return presentDueLooks(await this.looks.due(actor, cursor), cursor, this.clock.today());
  }

  @Get('individuals/:id/second-looks')
  @Render('individuals/views/second-looks.njk')
  async ofCase(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CaseLooksModel> {
    const header = await this.headers.load(actor, id, 'individual.situation_read');
    const mayChange = this.rules.may(actor, 'change', 'Individual', header);
    return presentCaseLooks(header, await this.looks.ofCase(actor, header.id), mayChange, this.clock.today());
  }

  @Get('individuals/:id/relationships/:relationshipId/second-look')
  @Render(FORM)
  form(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('relationshipId') relationshipId: string,
  ): Promise<SecondLookModel> {
    return this.model(actor, id, relationshipId);
  }

  @Post('individuals/:id/relationships/:relationshipId/second-look')
  async look(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('relationshipId') relationshipId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version, ...fields } = body;
        const form = checkedWithDays(SecondLookForm, { outcome: '', ...fields }, DAYS);
        const look = { ...form, individualId, relationshipId, version: seenVersion(version) };
        return this.lookAgain.run(actor, look, formSubmission(body));
      },
      saved: () => casePaths.secondLooks(individualId),
      notice: 'Recorded',
      again: async () => ({ view: FORM, model: await this.model(actor, individualId, relationshipId, body) }),
    });
  }

  private async model(actor: Actor, id: string, relationshipId: string, typed: Typed = {}): Promise<SecondLookModel> {
    const header = await this.headers.load(actor, id, 'individual.situation_read');
    this.rules.ensureMay(actor, 'change', 'Individual', header);
    const { relationships } = await this.looks.ofCase(actor, header.id);
    const row = relationships.find((one) => one.id === relationshipId);
    if (!row) throw new NotFound();
    return presentSecondLook(header, row, typed);
  }
}
