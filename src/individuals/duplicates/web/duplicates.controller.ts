import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../../platform/access';
import { answerForm, checked, formSubmission } from '../../../platform/http';
import { isId } from '../../../shared/ids';
import { duplicatePaths } from '../../paths';
import { seenVersion } from '../../web/seen-version';
import { AskAgain } from '../ask-again';
import { type ComparedPair, PossibleDuplicates } from '../possible-duplicates';
import { SayNotTheSame } from '../say-not-the-same';
import { BecauseForm, DifferenceForm } from './duplicates.form';
import { type PairModel, presentPair, presentWorkList, type WorkListModel } from './present-duplicates';

const PAIR = 'individuals/views/duplicate-pair.njk';

type Typed = Record<string, unknown>;

/** The work list of records that may be of one person, and two of them side by side. */
@Controller('duplicates')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class DuplicatesController {
  constructor(
    private readonly duplicates: PossibleDuplicates,
    private readonly sayNotTheSame: SayNotTheSame,
    private readonly askAgain: AskAgain,
    private readonly rules: AccessRules,
  ) {}

  @Get()
  @Render('individuals/views/duplicates.njk')
  async list(@CurrentActor() actor: Actor, @Query('before') before: unknown): Promise<WorkListModel> {
    const from = typeof before === 'string' && isId(before) ? before : null;
    return presentWorkList(await this.duplicates.among(actor, from), from === null);
  }

  @Get(':oneId/:otherId')
  @Render(PAIR)
  async pair(
    @CurrentActor() actor: Actor,
    @Param('oneId') oneId: string,
    @Param('otherId') otherId: string,
  ): Promise<PairModel> {
    return this.page(actor, await this.duplicates.pair(actor, oneId, otherId));
  }

  @Post(':oneId/:otherId/difference')
  async difference(
    @CurrentActor() actor: Actor,
    @Param('oneId') oneId: string,
    @Param('otherId') otherId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.sayNotTheSame.run(actor, { oneId, otherId, ...checked(DifferenceForm, body) }, formSubmission(body)),
      saved: () => duplicatePaths.list,
      notice: 'Remembered: they are not the same person',
      again: async () => ({
        view: PAIR,
        model: this.page(actor, await this.duplicates.pair(actor, oneId, otherId), body),
      }),
    });
  }

  @Post(':oneId/:otherId/reopening')
  async reopening(
    @CurrentActor() actor: Actor,
    @Param('oneId') oneId: string,
    @Param('otherId') otherId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version, ...fields } = body;
        const reopening = { oneId, otherId, ...checked(BecauseForm, fields), version: seenVersion(version) };
        return this.askAgain.run(actor, reopening, formSubmission(body));
      },
      saved: () => duplicatePaths.pair(oneId, otherId),
      notice: 'Whether they are the same person is asked again',
      again: async () => ({
        view: PAIR,
        model: this.page(actor, await this.duplicates.pair(actor, oneId, otherId), body),
      }),
    });
  }

  private page(actor: Actor, pair: ComparedPair, typed: Typed = {}): PairModel {
    const records = [pair.newer, pair.older].map((row) => ({ id: row.id, accessKeys: row.access_keys }));
    const may = (act: 'change' | 'merge'): boolean =>
      records.every((record) => this.rules.may(actor, act, 'Individual', record));
    return presentPair(pair, { change: may('change'), merge: may('merge') }, typed);
  }
}
