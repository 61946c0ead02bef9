import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { CaseHeaders } from '../case-headers';
import { casePaths } from '../paths';
import { seenVersion } from '../web/seen-version';
import { MergeReads } from '../duplicates/merge-reads';
import { CaseIdentity } from './case-identity';
import { ChangeIdentity } from './change-identity';
import { IdentityForm } from './identity.form';
import { type IdentityFormModel, type IdentityModel, presentIdentity, presentIdentityForm } from './present-identity';

const FORM = 'individuals/views/change-identity.njk';

type Typed = Record<string, unknown>;

/** Who a person is recorded to be, and changing it. */
@Controller('individuals/:id/identity')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class IdentityController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly facts: CaseIdentity,
    private readonly changeIdentity: ChangeIdentity,
    private readonly rules: AccessRules,
    private readonly merges: MergeReads,
  ) {}

  @Get()
  @Render('individuals/views/identity.njk')
  async page(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<IdentityModel> {
    const header = await this.headers.load(actor, id, 'individual.identity_read');
    const mayChange = this.rules.may(actor, 'change', 'Individual', header);
    const merges = this.rules.may(actor, 'merge', 'Individual', header) ? await this.merges.of(actor, id) : [];
    return presentIdentity(header, await this.facts.of(actor, id), mayChange, merges);
  }

  @Get('change')
  @Render(FORM)
  form(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<IdentityFormModel> {
    return this.formPage(actor, id);
  }

  @Post('change')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version, ...fields } = body;
        const form = checkedWithDays(IdentityForm, fields, { dateOfBirth: 'Date of birth' });
        const input = { ...form, dateOfBirth: form.dateOfBirth ?? null, individualId, version: seenVersion(version) };
        return this.changeIdentity.run(actor, input, formSubmission(body));
      },
      saved: () => casePaths.identity(individualId),
      notice: 'Identity changed',
      again: async ({ isStale }) => ({ view: FORM, model: await this.formPage(actor, individualId, body, isStale) }),
    });
  }

  private async formPage(actor: Actor, id: string, typed?: Typed, isStale = false): Promise<IdentityFormModel> {
    const header = await this.headers.load(actor, id, 'individual.identity_read');
    this.rules.ensureMay(actor, 'change', 'Individual', header);
    const { identity } = await this.facts.of(actor, id);
    return presentIdentityForm(header, identity, typed, isStale);
  }
}
