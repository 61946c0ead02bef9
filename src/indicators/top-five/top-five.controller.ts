import { Body, Controller, Get, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { addMonths } from '../../shared/day';
import { typedText } from '../../web/forms/typed-text';
import { figurePaths } from '../paths';
import { ConfirmTopFive, PLACES, type TopFiveList } from './confirm-top-five';
import { presentTopFive, type TopFiveModel } from './present-top-five';
import {
  type CandidateRow,
  type ListedRow,
  type ListRow,
  topFiveCandidates,
  topFiveLists,
  topFivePeople,
} from './top-five.queries';

const VIEW = 'indicators/views/top-five.njk';

/** The repeat perpetrators of a quarter, confirmed by a chair: with names, so for those who may see each of them. */
@Controller('figures/top-five')
@Roles('panel_chair', 'manager')
export class TopFiveController {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly confirmTopFive: ConfirmTopFive,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render(VIEW)
  show(@CurrentActor() actor: Actor): Promise<TopFiveModel> {
    return this.model(actor, {});
  }

  @Post()
  @Roles('panel_chair')
  confirm(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => this.confirmTopFive.run(actor, listIn(body), formSubmission(body)),
      saved: () => figurePaths.topFive,
      notice: 'List confirmed and frozen for this quarter',
      again: async () => ({ view: VIEW, model: await this.model(actor, body) }),
    });
  }

  private async model(actor: Actor, typed: Record<string, unknown>): Promise<TopFiveModel> {
    const today = this.clock.today();
    const [candidates, lists, people] = await this.reader.read<[CandidateRow, ListRow, ListedRow]>(
      actor,
      { act: 'top_five.read', subjectType: 'top_five' },
      topFiveCandidates(actor, addMonths(today, -12)),
      topFiveLists(),
      topFivePeople(actor),
    );
    return presentTopFive({
      ...{ candidates, lists, people, today, typed },
      mayConfirm: this.rules.may(actor, 'confirm', 'TopFive', {}),
    });
  }
}

/** The places for which somebody was selected. */
const listIn = (body: Record<string, unknown>): TopFiveList => ({
  chosen: Array.from({ length: PLACES }, (_, at) => at + 1).flatMap((place) => {
    const individualId = typedText(body[`person-${place}`]) ?? '';
    return individualId === '' ? [] : [{ place, individualId, reason: typedText(body[`reason-${place}`]) ?? '' }];
  }),
  isChildFirst: body['childFirst'] === 'yes',
});
