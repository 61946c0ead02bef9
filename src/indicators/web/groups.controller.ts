import { Body, Controller, Get, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import type { TypedFields } from '../../web/page-model';
import { FrozenGroups } from '../groups/frozen-groups';
import { type CensusRow, censusOfQuarter, groupNotices, type NoticeRow } from '../groups/groups.queries';
import { LoadCensus } from '../groups/load-census';
import { figurePaths } from '../paths';
import { CensusForm } from './census.form';
import { type GroupsModel, presentGroups } from './present-groups';

const VIEW = 'indicators/views/groups.njk';

/** Disproportionality: who the work reaches, held against the population and against those referred. Never a small number. */
@Controller('figures')
@Roles('analyst', 'governance', 'panel_chair')
export class GroupsController {
  constructor(
    private readonly reader: Reader,
    private readonly groups: FrozenGroups,
    private readonly rules: AccessRules,
    private readonly loadCensus: LoadCensus,
  ) {}

  @Get('disproportionality')
  @Render(VIEW)
  show(@CurrentActor() actor: Actor, @Query() asked: Record<string, unknown>): Promise<GroupsModel> {
    return this.model(actor, {}, asked['until']);
  }

  @Post('census')
  @Roles('analyst', 'panel_chair')
  load(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>, @Res() response: Response): Promise<void> {
    return answerForm(response, {
      save: async () => {
        const { source, csv, isIllustrative } = checked(CensusForm, body);
        return this.loadCensus.run(
          actor,
          { source, csv, isIllustrative: isIllustrative === 'yes' },
          formSubmission(body),
        );
      },
      saved: () => figurePaths.disproportionality,
      notice: 'Population table loaded',
      again: async () => ({ view: VIEW, model: await this.model(actor, body) }),
    });
  }

  /** @throws NotFound for a quarter that was not frozen: another in its place would be read as it */
  private async model(actor: Actor, typed: TypedFields<keyof CensusForm>, asked?: unknown): Promise<GroupsModel> {
    const quarters = (await this.groups.quarters(actor)).map((row) => row.period_until);
    const until = asked === undefined ? quarters[0] : quarters.find((day) => day === asked);
    if (asked !== undefined && until === undefined) throw new NotFound();
    const beside = until === undefined ? undefined : await this.groups.besideBefore(actor, until);
    // Before anything is frozen the page names the table that the first quarter will be held against.
    const [census, notices] = await this.reader.read<[CensusRow, NoticeRow]>(
      actor,
      undefined,
      censusOfQuarter(until ?? null),
      groupNotices(until ?? null),
    );
    return presentGroups({
      quarters,
      now: beside?.now,
      before: beside?.before,
      census,
      notices,
      mayLoad: this.rules.may(actor, 'load', 'Census', {}),
      typed,
    });
  }
}
