import { Body, Controller, Get, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission } from '../../platform/http';
import type { TypedFields } from '../../web/page-model';
import { Figures } from '../figures';
import {
  type CensusRow,
  groupFigures,
  groupNotices,
  type GroupRow,
  censusOfQuarter,
  type NoticeRow,
} from '../groups/groups.queries';
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
    private readonly figures: Figures,
    private readonly rules: AccessRules,
    private readonly loadCensus: LoadCensus,
  ) {}

  @Get('disproportionality')
  @Render(VIEW)
  show(@CurrentActor() actor: Actor): Promise<GroupsModel> {
    return this.model(actor, {});
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

  private async model(actor: Actor, typed: TypedFields<keyof CensusForm>): Promise<GroupsModel> {
    const [rows, census, notices] = await this.reader.read<[GroupRow, CensusRow, NoticeRow]>(
      actor,
      undefined,
      groupFigures(),
      censusOfQuarter(),
      groupNotices(),
    );
    const { ofQuarter } = await this.figures.smallNumbers(actor);
    return presentGroups({
      rows,
      census,
      notices,
      ofQuarter,
      mayLoad: this.rules.may(actor, 'load', 'Census', {}),
      typed,
    });
  }
}
