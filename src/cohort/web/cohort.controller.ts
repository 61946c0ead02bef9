import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseHeaders, casePaths } from '../../individuals';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { withDays } from '../../web/forms/date-fields';
import { ChangeTier } from '../change-tier';
import { CohortHistory } from '../cohort-history';
import { EnterCohort } from '../enter-cohort';
import { ExitCohort } from '../exit-cohort';
import { ChangeTierForm, EnterCohortForm, ExitCohortForm } from './cohort.form';
import { type CohortFormsModel, presentCohortForms, type TypedCohort } from './present-cohort-forms';

const ENTRY = 'cohort/views/enter-cohort.njk';
const TIER = 'cohort/views/change-tier.njk';
const EXIT = 'cohort/views/exit-cohort.njk';

type Fields = Record<string, unknown>;

@Controller('individuals/:id/cohort-membership')
@Roles('manager', 'panel_member', 'panel_chair')
export class CohortController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly history: CohortHistory,
    private readonly enterCohort: EnterCohort,
    private readonly changeTier: ChangeTier,
    private readonly exitCohort: ExitCohort,
    private readonly rules: AccessRules,
  ) {}

  @Get('entry')
  @Render(ENTRY)
  async entryForm(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CohortFormsModel> {
    return this.page(actor, id);
  }

  @Post('entry')
  async enter(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const days = { startedOn: 'The day they entered', evidenceOn: 'The day of the evidence' };
        const form = checked(EnterCohortForm, withDays(body, days));
        return this.enterCohort.run(actor, { individualId, ...form }, formSubmission(body));
      },
      saved: ({ staysVisible }) => afterwards(individualId, staysVisible),
      notice: 'Entered the cohort',
      again: async () => ({ view: ENTRY, model: await this.page(actor, individualId, body) }),
    });
  }

  @Get('tier')
  @Render(TIER)
  async tierForm(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CohortFormsModel> {
    return this.page(actor, id);
  }

  @Post('tier')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { membershipId, version, ...form } = checked(
          ChangeTierForm,
          withDays(body, { evidenceOn: 'The day of the evidence' }),
        );
        const seen = { id: membershipId, version: Number(version) };
        return this.changeTier.run(actor, { individualId, seen, ...form }, formSubmission(body));
      },
      saved: () => casePaths.people(individualId),
      notice: 'Tier changed',
      again: async ({ isStale }) => ({ view: TIER, model: await this.page(actor, individualId, body, isStale) }),
    });
  }

  @Get('exit')
  @Render(EXIT)
  async exitForm(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CohortFormsModel> {
    return this.page(actor, id);
  }

  @Post('exit')
  async exit(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { membershipId, version, ...form } = checked(ExitCohortForm, body);
        const seen = { id: membershipId, version: Number(version) };
        return this.exitCohort.run(actor, { individualId, seen, ...form }, formSubmission(body));
      },
      saved: ({ staysVisible }) => afterwards(individualId, staysVisible),
      notice: 'Left the cohort',
      again: async ({ isStale }) => ({ view: EXIT, model: await this.page(actor, individualId, body, isStale) }),
    });
  }

  private async page(actor: Actor, id: string, typed: TypedCohort = {}, isStale = false): Promise<CohortFormsModel> {
    const header = await this.headers.load(actor, id, 'people.read');
    this.rules.ensureMay(actor, 'decide', 'CohortMembership', header);
    const current = (await this.history.of(actor, id)).find((row) => row.ended_on === null);
    return presentCohortForms(header, current, { typed, isStale });
  }
}

/** A panel member whose only part ended with the period cannot open the case any more. */
const afterwards = (individualId: string, staysVisible: boolean): string =>
  staysVisible ? casePaths.people(individualId) : casePaths.list;
