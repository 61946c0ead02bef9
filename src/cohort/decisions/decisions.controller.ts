import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { casePaths } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, decodeCursor, formSubmission, PAGE_SIZE, pageOf } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { DecideAgainstEntry } from './decide-against-entry';
import { type OwedDecisionRow, owedDecisionsPage } from './decisions.queries';
import { onBandAlone, type OnBandAloneRow } from './on-band-alone.queries';
import { type DecisionsModel, presentDecisions, type RefusalModel } from './present-decisions';
import { refusalOf } from './refusal-of-form';
import { RefusalPages } from './refusal-pages';

/** Of a whole sheet, those that are due first; the next come up as these are checked. */
const LONGEST_LIST = 200;

const REFUSAL = 'cohort/views/refuse-entry.njk';

type Fields = Record<string, unknown>;

/** Who waits for a cohort decision, and the page on which it is decided that somebody does not enter. */
@Controller()
export class DecisionsController {
  constructor(
    private readonly reader: Reader,
    private readonly refusals: RefusalPages,
    private readonly decideAgainstEntry: DecideAgainstEntry,
    private readonly clock: Clock,
  ) {}

  @Get('cohort-decisions')
  @Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
  @Render('cohort/views/decisions.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<DecisionsModel> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : undefined, 2);
    const [rows, onBand] = await this.reader.read<[OwedDecisionRow, OnBandAloneRow]>(
      actor,
      { act: 'cohort_decisions.listed', subjectType: 'cohort_decision' },
      owedDecisionsPage(actor, { after, limit: PAGE_SIZE }),
      onBandAlone(actor, LONGEST_LIST),
    );
    const page = pageOf(rows, (row) => [row.due_on, row.id]);
    return presentDecisions({ page, isFirst: after === undefined, onBand, today: this.clock.today() });
  }

  @Get('individuals/:id/cohort-membership/refusal')
  @Roles('manager', 'panel_member', 'panel_chair')
  @Render(REFUSAL)
  async form(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RefusalModel> {
    return this.refusals.page(actor, id);
  }

  @Post('individuals/:id/cohort-membership/refusal')
  @Roles('manager', 'panel_member', 'panel_chair')
  async refuse(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const refused = { individualId, ...refusalOf(body) };
        return this.decideAgainstEntry.run(actor, refused, formSubmission(body));
      },
      saved: ({ staysVisible }) => (staysVisible ? casePaths.people(individualId) : casePaths.list),
      notice: ({ staysVisible }) =>
        staysVisible
          ? 'Decided: they do not enter the cohort'
          : 'Decided: they do not enter the cohort. The record is not open to you any more',
      again: async ({ isStale }) => ({
        view: REFUSAL,
        model: await this.refusals.page(actor, individualId, body, isStale),
      }),
    });
  }
}
