import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseHeaders, casePaths } from '../../individuals';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, decodeCursor, formSubmission, PAGE_SIZE, pageOf } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { Invalid } from '../../shared/errors';
import type { TypedFields } from '../../web/page-model';
import { RefuseEntryForm } from '../web/cohort.form';
import { DecideAgainstEntry } from './decide-against-entry';
import { owedDecisionOf, type OwedDecisionRow, owedDecisionsPage } from './decisions.queries';
import { onBandAlone, type OnBandAloneRow } from './on-band-alone.queries';
import { type DecisionsModel, presentDecisions, presentRefusal, type RefusalModel } from './present-decisions';

/** Of a whole sheet, those that are due first; the next come up as these are checked. */
const LONGEST_LIST = 200;

const REFUSAL = 'cohort/views/refuse-entry.njk';

type Fields = Record<string, unknown>;

/** Who waits for a cohort decision, and the page on which it is decided that somebody does not enter. */
@Controller()
export class DecisionsController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly decideAgainstEntry: DecideAgainstEntry,
    private readonly rules: AccessRules,
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
    return this.page(actor, id);
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
        const { decisionId, version, ...form } = checked(RefuseEntryForm, body);
        const seen = { id: decisionId, version: Number(version) };
        const refused = { individualId, seen, ...refusalOf(form) };
        return this.decideAgainstEntry.run(actor, refused, formSubmission(body));
      },
      saved: ({ staysVisible }) => (staysVisible ? casePaths.people(individualId) : casePaths.list),
      notice: ({ staysVisible }) =>
        staysVisible
          ? 'Decided: they do not enter the cohort'
          : 'Decided: they do not enter the cohort. The record is not open to you any more',
      again: async ({ isStale }) => ({ view: REFUSAL, model: await this.page(actor, individualId, body, isStale) }),
    });
  }

  private async page(
    actor: Actor,
    id: string,
    typed: TypedFields<keyof RefuseEntryForm> = {},
    isStale = false,
  ): Promise<RefusalModel> {
    const header = await this.headers.load(actor, id, 'people.read');
    this.rules.ensureMay(actor, 'decide', 'CohortMembership', header);
    const owed = await this.reader.one<OwedDecisionRow>(actor, undefined, owedDecisionOf(actor, id));
    return presentRefusal(header, { owed, typed, isStale });
  }
}

/** The form as the verb takes it. @throws Invalid for a dissent that is not whole */
function refusalOf({ reason, ...form }: Pick<RefuseEntryForm, 'reason' | 'deciders' | 'anyDissent' | 'dissent'>) {
  if (form.anyDissent === 'yes' && !form.dissent?.trim()) {
    throw new Invalid([{ field: 'dissent', message: 'Enter who disagreed, and why' }]);
  }
  const dissent = form.anyDissent === 'yes' ? (form.dissent ?? null) : null;
  return { reason, deciders: form.deciders.split(/\r?\n/), dissent };
}
