import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { checked, decodeCursor, IfMatch, PAGE_SIZE, pageOf } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { DecideAgainstEntry } from './decide-against-entry';
import { ListDecisionsRequest, RefuseEntryRequest } from './decision.request';
import { decisionResponse, CohortDecisionsResponse, EntryRefusedResponse } from './decision.response';
import { owedDecisionById, type OwedDecisionRow, owedDecisionsPage } from './decisions.queries';

@ApiTags('cohort-decisions')
@ApiBearerAuth()
@Controller('api/v1/cohort-decisions')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class DecisionsApiController {
  constructor(
    private readonly reader: Reader,
    private readonly decideAgainstEntry: DecideAgainstEntry,
  ) {}

  /** Accepted people about whom nobody has decided, what is due first at the top. An entry (cohort-memberships) answers one. */
  @Get()
  @ApiQuery({ type: ListDecisionsRequest })
  @ApiOkResponse({ type: CohortDecisionsResponse })
  async list(@CurrentActor() actor: Actor, @Query() query: unknown): Promise<CohortDecisionsResponse> {
    const { cursor } = checked(ListDecisionsRequest, query);
    const rows = await this.reader.many<OwedDecisionRow>(
      actor,
      { act: 'cohort_decisions.listed', subjectType: 'cohort_decision' },
      owedDecisionsPage(actor, { after: decodeCursor(cursor, 2), limit: PAGE_SIZE }),
    );
    const page = pageOf(rows, (row) => [row.due_on, row.id]);
    return { ...page, items: page.items.map(decisionResponse) };
  }

  /** Decides that the person does not enter the cohort. */
  @Post(':id/refusal')
  @ApiBody({ type: RefuseEntryRequest })
  @ApiCreatedResponse({ type: EntryRefusedResponse })
  async refuse(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('cohort decision') version: number,
  ): Promise<EntryRefusedResponse> {
    const refused = checked(RefuseEntryRequest, body);
    if (!isId(id)) throw new NotFound();
    const entry = { act: 'cohort_decision.read', subjectType: 'cohort_decision', subjectId: id };
    const owed = await this.reader.one<OwedDecisionRow>(actor, entry, owedDecisionById(actor, id));
    if (!owed) throw new NotFound();
    const seen = { id, version };
    return this.decideAgainstEntry.run(actor, {
      ...{ individualId: owed.individual_id, seen, reason: refused.reason },
      ...{ deciders: refused.deciders, dissent: refused.dissent ?? null },
    });
  }
}
