import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type CaseHeader, CaseHeaders, caseLayoutModel, casePaths, TIER_WORDS, TIERS } from '../../individuals';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { withDays } from '../../web/forms/date-fields';
import { ChangeTier } from '../change-tier';
import { CohortHistory } from '../cohort-history';
import { EXIT_REASON_WORDS, EXIT_REASONS, STRAND_WORDS, STRANDS } from '../cohort-words';
import { EnterCohort } from '../enter-cohort';
import { ExitCohort } from '../exit-cohort';
import { cohortPaths } from '../paths';
import { ChangeTierForm, EnterCohortForm, ExitCohortForm } from './cohort.form';

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
  async entryForm(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<object> {
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
      again: async () => ({ view: ENTRY, model: { ...(await this.page(actor, individualId)), typed: body } }),
    });
  }

  @Get('tier')
  @Render(TIER)
  async tierForm(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<object> {
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
      again: async ({ isStale }) => ({
        view: TIER,
        model: { ...(await this.page(actor, individualId)), typed: body, typedWords: wordsOf(body), isStale },
      }),
    });
  }

  @Get('exit')
  @Render(EXIT)
  async exitForm(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<object> {
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
      again: async ({ isStale }) => ({
        view: EXIT,
        model: { ...(await this.page(actor, individualId)), typed: body, typedWords: wordsOf(body), isStale },
      }),
    });
  }

  private async page(actor: Actor, id: string): Promise<object> {
    const header = await this.headers.load(actor, id, 'people.read');
    this.rules.ensureMay(actor, 'decide', 'CohortMembership', header);
    const current = (await this.history.of(actor, id)).find((row) => row.ended_on === null);
    return {
      ...pageOf(header),
      current: current && { id: current.id, version: current.version, tierWords: TIER_WORDS[current.tier] },
      currentTier: current?.tier,
    };
  }
}

const pageOf = (header: CaseHeader) => ({
  ...caseLayoutModel(header, 'people'),
  hrefs: {
    entry: cohortPaths.entry(header.id),
    tier: cohortPaths.tier(header.id),
    exit: cohortPaths.exit(header.id),
    people: casePaths.people(header.id),
  },
  backHref: casePaths.people(header.id),
  tiers: TIERS.map((value) => ({ value, text: TIER_WORDS[value] })),
  strands: [{ value: '', text: 'Not known' }, ...STRANDS.map((value) => ({ value, text: STRAND_WORDS[value] }))],
  answers: [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' },
    { value: 'not_known', text: 'Not known' },
  ],
  exitReasons: EXIT_REASONS.map((value) => ({ value, text: EXIT_REASON_WORDS[value] })),
  typed: {},
});

/** What was chosen, in words, for a page that has no form any more to show it in. */
const wordsOf = (typed: Fields) => ({
  exitReason: EXIT_REASONS.filter((reason) => reason === typed['exitReason']).map(
    (known) => EXIT_REASON_WORDS[known],
  )[0],
  tier: TIERS.filter((tier) => tier === typed['tier']).map((known) => TIER_WORDS[known])[0],
});

/** A panel member whose only part ended with the period cannot open the case any more. */
const afterwards = (individualId: string, staysVisible: boolean): string =>
  staysVisible ? casePaths.people(individualId) : casePaths.list;
