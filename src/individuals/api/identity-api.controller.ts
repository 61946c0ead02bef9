import { Body, Controller, Get, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { CaseHeaders } from '../case-headers';
import { EndFact, FACT_KINDS } from '../end-fact';
import { CaseIdentity } from '../identity/case-identity';
import { ChangeIdentity } from '../identity/change-identity';
import { AddressForm, EducationForm, FactEndingForm, IdentifierForm, StatusForm } from '../identity/fact.form';
import { endingOf } from '../identity/fact-ending';
import { IdentityForm } from '../identity/identity.form';
import { RecordFacts } from '../identity/record-facts';
import { IdentityChangedResponse, IdentityFactsResponse, identityResponse } from './identity.response';
import { FactRecordedResponse } from './situation.response';

@ApiTags('individuals')
@ApiBearerAuth()
@Controller('api/v1/individuals/:id')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class IdentityApiController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly facts: CaseIdentity,
    private readonly changeIdentity: ChangeIdentity,
    private readonly recordFacts: RecordFacts,
    private readonly endFact: EndFact,
  ) {}

  /** Who they are recorded to be, with what is true of them for a time. */
  @Get('identity')
  @ApiOkResponse({ type: IdentityFactsResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<IdentityFactsResponse> {
    const header = await this.headers.load(actor, id, 'individual.identity_read');
    response.setHeader('ETag', `"${header.version}"`);
    return identityResponse(await this.facts.of(actor, id));
  }

  @Put('identity')
  @ApiOkResponse({ type: IdentityChangedResponse })
  change(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @IfMatch('individual') version: number,
    @Body() body: IdentityForm,
  ): Promise<IdentityChangedResponse> {
    const form = checked(IdentityForm, body);
    return this.changeIdentity.run(actor, { ...form, dateOfBirth: form.dateOfBirth ?? null, individualId, version });
  }

  @Post('identifiers')
  @ApiCreatedResponse({ type: FactRecordedResponse })
  addIdentifier(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: IdentifierForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FactRecordedResponse> {
    return this.recordFacts.identifier(actor, id, checked(IdentifierForm, body), submission);
  }

  @Post('addresses')
  @ApiCreatedResponse({ type: FactRecordedResponse })
  addAddress(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: AddressForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FactRecordedResponse> {
    return this.recordFacts.address(actor, id, checked(AddressForm, body), submission);
  }

  @Post('education')
  @ApiCreatedResponse({ type: FactRecordedResponse })
  addEducation(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: EducationForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FactRecordedResponse> {
    return this.recordFacts.education(actor, id, checked(EducationForm, body), submission);
  }

  @Post('statuses')
  @ApiCreatedResponse({ type: FactRecordedResponse })
  addStatus(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: StatusForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FactRecordedResponse> {
    return this.recordFacts.status(actor, id, checked(StatusForm, body), submission);
  }

  /** Says that a fact is true no more, or never was. */
  @Post('facts/:factKind/:factId/ending')
  @ApiCreatedResponse({ type: FactRecordedResponse })
  end(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('factKind') factKind: string,
    @Param('factId') factId: string,
    @IfMatch('fact') version: number,
    @Body() body: FactEndingForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FactRecordedResponse> {
    const kind = FACT_KINDS.find((known) => known === factKind);
    if (!kind) throw new NotFound();
    const fact = { individualId, kind, id: factId, version };
    return this.endFact.run(actor, endingOf(fact, checked(FactEndingForm, body)), submission);
  }
}
