import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { casePaths } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { ChangeTier } from '../change-tier';
import { EnterCohort } from '../enter-cohort';
import { ExitCohort } from '../exit-cohort';
import { ValidateMembership } from '../validate-membership';
import { ChangeTierForm, ExitCohortForm, ValidateMembershipForm } from '../forms/cohort.form';
import { GROUNDS_DAYS, groundsOf, inFormFields } from '../forms/grounds.form';
import { CohortPages } from '../forms/cohort-pages';
import { entryOf } from '../forms/entry-of-form';
import type { CohortFormsModel, TypedCohort } from '../forms/present-cohort-forms';

const ENTRY = 'cohort/views/enter-cohort.njk';
const TIER = 'cohort/views/change-tier.njk';
const VALIDATION = 'cohort/views/validate-membership.njk';
const EXIT = 'cohort/views/exit-cohort.njk';

const NOBODY_NAMED = 'Nobody is named on the case yet: name a lead professional and a plan owner next';

type Fields = Record<string, unknown>;

@Controller('individuals/:id/cohort-membership')
@Roles('manager', 'panel_member', 'panel_chair')
export class CohortController {
  constructor(
    private readonly pages: CohortPages,
    private readonly enterCohort: EnterCohort,
    private readonly changeTier: ChangeTier,
    private readonly exitCohort: ExitCohort,
    private readonly validateMembership: ValidateMembership,
  ) {}

  @Get('entry')
  @Render(ENTRY)
  async entryForm(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CohortFormsModel> {
    return this.pages.entry(actor, id);
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
        const entry = { individualId, ...entryOf(body) };
        return inFormFields(() => this.enterCohort.run(actor, entry, formSubmission(body)));
      },
      saved: ({ staysVisible }) => afterwards(individualId, staysVisible),
      notice: ({ isNobodyNamed }) => (isNobodyNamed ? `Entered the cohort. ${NOBODY_NAMED}` : 'Entered the cohort'),
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
        const { membershipId, version, ...form } = checkedWithDays(ChangeTierForm, body, {
          evidenceOn: 'The day of the evidence',
        });
        const seen = { id: membershipId, version: Number(version) };
        return this.changeTier.run(actor, { individualId, seen, ...form }, formSubmission(body));
      },
      saved: () => casePaths.people(individualId),
      notice: ({ effects }) => ['Change saved', ...effects].join('. '),
      again: async ({ isStale }) => ({ view: TIER, model: await this.page(actor, individualId, body, isStale) }),
    });
  }

  @Get('validation')
  @Render(VALIDATION)
  async validationForm(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CohortFormsModel> {
    return this.page(actor, id);
  }

  @Post('validation')
  async validate(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const form = checkedWithDays(ValidateMembershipForm, body, GROUNDS_DAYS);
        const seen = { id: form.membershipId, version: Number(form.version) };
        const validation = { individualId, seen, decision: form.decision, ...groundsOf(form) };
        return inFormFields(() => this.validateMembership.run(actor, validation, formSubmission(body)));
      },
      saved: () => casePaths.people(individualId),
      notice: 'Checked: they still belong in the cohort',
      again: async ({ isStale }) => ({ view: VALIDATION, model: await this.page(actor, individualId, body, isStale) }),
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
        const { membershipId, version, ...form } = checkedWithDays(ExitCohortForm, body, {
          acceptedOn: 'The day they were accepted',
        });
        const seen = { id: membershipId, version: Number(version) };
        return this.exitCohort.run(actor, { individualId, seen, ...form }, formSubmission(body));
      },
      saved: ({ staysVisible }) => afterwards(individualId, staysVisible),
      notice: 'Left the cohort',
      again: async ({ isStale }) => ({ view: EXIT, model: await this.page(actor, individualId, body, isStale) }),
    });
  }

  private page(actor: Actor, id: string, typed: TypedCohort = {}, isStale = false): Promise<CohortFormsModel> {
    return this.pages.form(actor, id, { typed, isStale });
  }
}

/** A panel member whose only part ended with the period cannot open the case any more. */
const afterwards = (individualId: string, staysVisible: boolean): string =>
  staysVisible ? casePaths.people(individualId) : casePaths.list;
