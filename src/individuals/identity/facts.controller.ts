import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { answerForm, formSubmission } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { CaseHeaders } from '../case-headers';
import { EndFact, FACT_KINDS, type FactKind } from '../end-fact';
import { casePaths } from '../paths';
import { seenVersion } from '../web/seen-version';
import { AddressForm, EducationForm, FactEndingForm, IdentifierForm, StatusForm } from './fact.form';
import { endingOf } from './fact-ending';
import {
  type FactEndingModel,
  type FactFormModel,
  presentFactEnding,
  presentFactForm,
  RECORDED_KINDS,
  type RecordedKind,
} from './present-fact-forms';
import { RecordFacts } from './record-facts';
import { ShownFacts } from './shown-facts';

const FORM = 'individuals/views/record-fact.njk';
const ENDING = 'individuals/views/fact-ending.njk';

type Typed = Record<string, unknown>;

/** Recording what is true of a person for a time, and saying that it is true no more or never was. */
@Controller('individuals/:id/facts')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class FactsController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly shown: ShownFacts,
    private readonly recordFacts: RecordFacts,
    private readonly endFact: EndFact,
    private readonly rules: AccessRules,
  ) {}

  @Get(':factKind/new')
  @Render(FORM)
  form(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('factKind') kind: string): Promise<FactFormModel> {
    return this.formPage(actor, id, recordedKind(kind));
  }

  @Post(':factKind')
  async record(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('factKind') factKind: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    const kind = recordedKind(factKind);
    await answerForm(response, {
      save: () => this.recordOne(actor, id, kind, body, formSubmission(body)),
      saved: () => casePaths.identity(id),
      notice: 'Recorded',
      again: async () => ({ view: FORM, model: await this.formPage(actor, id, kind, body) }),
    });
  }

  @Get(':factKind/:factId/ending')
  @Render(ENDING)
  ending(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('factKind') kind: string,
    @Param('factId') factId: string,
  ): Promise<FactEndingModel> {
    return this.endingPage(actor, id, factKind(kind), factId);
  }

  @Post(':factKind/:factId/ending')
  async end(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('factKind') kindAsked: string,
    @Param('factId') factId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    const kind = factKind(kindAsked);
    await answerForm(response, {
      save: async () => {
        const { version, ...fields } = body;
        const form = checkedWithDays(FactEndingForm, fields, { untilOn: 'The day it ended' });
        const fact = { individualId, kind, id: factId, version: seenVersion(version) };
        return this.endFact.run(actor, endingOf(fact, form), formSubmission(body));
      },
      saved: () => (kind === 'relationship' ? casePaths.situation(individualId) : casePaths.identity(individualId)),
      notice: 'Recorded',
      again: async () => ({ view: ENDING, model: await this.endingPage(actor, individualId, kind, factId, body) }),
    });
  }

  /** A status comes as one answer, `custody:remand`. */
  private async recordOne(
    actor: Actor,
    id: string,
    kind: RecordedKind,
    body: Typed,
    submission: Submission | undefined,
  ) {
    const days = { fromOn: 'The first day', untilOn: 'The last day' };
    if (kind === 'identifier') {
      return this.recordFacts.identifier(actor, id, checkedWithDays(IdentifierForm, body, {}), submission);
    }
    if (kind === 'address') {
      return this.recordFacts.address(actor, id, checkedWithDays(AddressForm, body, days), submission);
    }
    if (kind === 'education') {
      return this.recordFacts.education(actor, id, checkedWithDays(EducationForm, body, days), submission);
    }
    const daysOfStatus = { ...days, releaseExpectedOn: 'The day release is expected' };
    const [of, status] = String(body['status'] ?? '').split(':');
    const form = checkedWithDays(StatusForm, { ...body, kind: of, status: status ?? '' }, daysOfStatus);
    return this.recordFacts.status(actor, id, form, submission);
  }

  private async formPage(actor: Actor, id: string, kind: RecordedKind, typed: Typed = {}): Promise<FactFormModel> {
    const header = await this.headers.load(actor, id, 'individual.identity_read');
    this.rules.ensureMay(actor, 'change', 'Individual', header);
    return presentFactForm(header, kind, typed);
  }

  private async endingPage(
    actor: Actor,
    id: string,
    kind: FactKind,
    factId: string,
    typed: Typed = {},
  ): Promise<FactEndingModel> {
    const header = await this.headers.load(actor, id, 'individual.identity_read');
    this.rules.ensureMay(actor, 'change', 'Individual', header);
    return presentFactEnding(header, { kind, ...(await this.shown.one(actor, id, kind, factId)) }, typed);
  }
}

/** @throws NotFound for an address of the page that nobody gave out */
function recordedKind(text: string): RecordedKind {
  const kind = RECORDED_KINDS.find((known) => known === text);
  if (!kind) throw new NotFound();
  return kind;
}

function factKind(text: string): FactKind {
  const kind = FACT_KINDS.find((known) => known === text);
  if (!kind) throw new NotFound();
  return kind;
}
