import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { answerForm, checked, formSubmission, type PageAnswer } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { type CaseHeader, CaseHeaders } from '../case-headers';
import { ChampionFamily } from '../families/champion-family';
import { ClaimFamilyForm, EndingReasonForm, JoinFamilyForm } from '../families/family.form';
import { SettleFamily } from '../families/settle-family';
import { JoinFamily } from '../families/join-family';
import { casePaths, familyPaths } from '../paths';
import { seenVersion } from '../web/seen-version';
import { CaseSituation } from './case-situation';
import { presentSituation, type SituationModel, type SituationRights } from './present-situation';

const PAGE = 'individuals/views/situation.njk';

type Typed = Record<string, unknown>;

interface ReasonForm {
  form: { actor: Actor; individualId: string; body: Typed };
  sentTo: string;
  notice: string;
  send(said: { version: number; because: string }, submission: Submission | undefined): Promise<unknown>;
}

/** The whole family and situation on one page, and who champions the family. */
@Controller('individuals/:id')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class SituationController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly situation: CaseSituation,
    private readonly joinFamily: JoinFamily,
    private readonly champion: ChampionFamily,
    private readonly settle: SettleFamily,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  @Get('situation')
  @Render(PAGE)
  page(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SituationModel> {
    return this.load(actor, id);
  }

  @Post('family')
  async join(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { reference } = checked(JoinFamilyForm, body);
        return this.joinFamily.run(actor, { individualId, reference }, formSubmission(body));
      },
      saved: () => casePaths.situation(individualId),
      notice: 'Recorded as one family',
      again: () => this.again(actor, individualId, body, familyPaths.family(individualId)),
    });
  }

  @Post('family/:memberId/leaving')
  async leave(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('memberId') memberId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await this.answerWithReason(response, {
      form: { actor, individualId, body },
      sentTo: familyPaths.leaving(individualId, memberId),
      notice: 'Taken out of the family',
      send: (said, submission) => this.joinFamily.leave(actor, { individualId, memberId, ...said }, submission),
    });
  }

  @Post('family-champion-claims')
  async claim(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { reason } = checked(ClaimFamilyForm, body);
        return this.champion.claim(actor, { individualId, reason }, formSubmission(body));
      },
      saved: () => casePaths.situation(individualId),
      notice: 'Recorded. If somebody else champions this family too, both of you and your managers see that.',
      again: () => this.again(actor, individualId, body, familyPaths.claims(individualId)),
    });
  }

  @Post('family-champion-claims/:claimId/settlement')
  async settleClaims(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('claimId') claimId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await this.answerWithReason(response, {
      form: { actor, individualId, body },
      sentTo: familyPaths.claimSettlement(individualId, claimId),
      notice: 'Settled: everybody concerned is told',
      send: (said, submission) => this.settle.run(actor, { individualId, claimId, ...said }, submission),
    });
  }

  @Post('family-champion-claims/:claimId/ending')
  async endClaim(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('claimId') claimId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await this.answerWithReason(response, {
      form: { actor, individualId, body },
      sentTo: familyPaths.claimEnding(individualId, claimId),
      notice: 'The claim has ended',
      send: (said, submission) => this.champion.end(actor, { individualId, claimId, ...said }, submission),
    });
  }

  /** The forms that ask why: of several on the page only the one that was sent says what is wrong with it. */
  private async answerWithReason(response: Response, { form, ...asked }: ReasonForm): Promise<void> {
    const { actor, individualId, body } = form;
    await answerForm(response, {
      save: () => {
        const { version, ...fields } = body;
        const { because } = checked(EndingReasonForm, fields);
        return asked.send({ version: seenVersion(version), because }, formSubmission(body));
      },
      saved: () => casePaths.situation(individualId),
      notice: asked.notice,
      again: () => this.again(actor, individualId, body, asked.sentTo),
    });
  }

  private async again(actor: Actor, id: string, typed: Typed, sentTo: string): Promise<PageAnswer> {
    return { view: PAGE, model: await this.load(actor, id, typed, sentTo) };
  }

  private async load(actor: Actor, id: string, typed: Typed = {}, sentTo = ''): Promise<SituationModel> {
    const header = await this.headers.load(actor, id, 'individual.situation_read');
    const facts = await this.situation.of(actor, id);
    return presentSituation(header, facts, this.rightsOf(actor, header), this.clock.today(), typed, sentTo);
  }

  private rightsOf(actor: Actor, header: CaseHeader): SituationRights {
    const may = (act: string): boolean => this.rules.may(actor, act, 'Individual', header);
    return {
      userId: actor.userId,
      mayChange: may('change'),
      mayClaim: may('claim_family'),
      maySettle: may('settle_family'),
    };
  }
}
