import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { isOpen } from '../domain/triage';
import { referralPaths } from '../paths';
import { ReferralIsClosed } from '../referral.errors';
import { ReferralReads } from '../referral-reads';
import { TriageReferral } from '../triage-referral';
import { presentTriage, type TriageModel } from './present-referral-forms';
import { TriageForm } from './referral.form';

const TRIAGE = 'referrals/views/triage.njk';

@Controller('referrals/:id/triage')
@Roles('panel_member', 'panel_chair')
export class TriageController {
  constructor(
    private readonly reads: ReferralReads,
    private readonly triageReferral: TriageReferral,
    private readonly rules: AccessRules,
  ) {}

  @Get()
  @Render(TRIAGE)
  async form(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TriageModel> {
    const model = await this.page(actor, id);
    if (!model.isOpen) throw new ReferralIsClosed();
    return model;
  }

  @Post()
  async triage(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version, ...decision } = checked(TriageForm, body);
        const mustLook = decision.individualId === undefined;
        const triage = { id, version: Number(version), ...decision, mustLook };
        return this.triageReferral.run(actor, triage, formSubmission(body));
      },
      saved: () => referralPaths.referral(id),
      notice: 'Decision recorded. The referrer is told',
      again: async () => ({ view: TRIAGE, model: await this.page(actor, id, body) }),
    });
  }

  private async page(
    actor: Actor,
    id: string,
    typed: Record<string, unknown> = {},
  ): Promise<TriageModel & { isOpen: boolean }> {
    const one = await this.reads.one(actor, id);
    const { referral } = one;
    this.rules.ensureMay(actor, 'triage', 'Referral', { accessKeys: referral.access_keys });
    const alike = await this.reads.alike(actor, {
      givenName: referral.given_name,
      familyName: referral.family_name,
      dateOfBirth: referral.date_of_birth,
      exceptReferralId: id,
    });
    return { ...presentTriage(one, alike, typed), isOpen: isOpen(referral.status) };
  }
}
