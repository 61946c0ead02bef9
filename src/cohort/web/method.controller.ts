import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles, SignedIn } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { Colleagues } from '../../users';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { DraftMethod } from '../method/draft-method';
import { IdentificationMethods } from '../method/methods';
import { PutMethodInForce } from '../method/put-method-in-force';
import { RecordCycle } from '../method/record-cycle';
import { methodPaths } from '../paths';
import { DraftMethodForm, PutInForceForm, RecordCycleForm } from './method.form';
import {
  type DraftModel,
  type EntryIntoForceModel,
  type MethodModel,
  presentDraft,
  presentEntryIntoForce,
  presentMethod,
  presentOneVersion,
  type VersionModel,
} from './present-method';

const METHOD = 'cohort/views/method.njk';
const DRAFT = 'cohort/views/draft-method.njk';
const ENTRY = 'cohort/views/put-method-in-force.njk';

type Fields = Record<string, unknown>;

/** How those at highest risk are found: everybody with a role reads it, the chair of the panel writes it. */
@Controller('identification-method')
@SignedIn()
export class MethodController {
  constructor(
    private readonly methods: IdentificationMethods,
    private readonly draftMethod: DraftMethod,
    private readonly putInForce: PutMethodInForce,
    private readonly recordCycle: RecordCycle,
    private readonly colleagues: Colleagues,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render(METHOD)
  async inForce(@CurrentActor() actor: Actor): Promise<MethodModel> {
    return this.page(actor);
  }

  @Get('versions/:id')
  @Render('cohort/views/method-version.njk')
  async version(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<VersionModel> {
    return presentOneVersion(await this.methods.one(actor, id));
  }

  @Get('draft')
  @Roles('panel_chair')
  @Render(DRAFT)
  async draftForm(@CurrentActor() actor: Actor): Promise<DraftModel> {
    return this.draftPage(actor);
  }

  @Post('draft')
  @Roles('panel_chair')
  async draft(@CurrentActor() actor: Actor, @Body() body: Fields, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { draftVersion, criteria, withinDays, cycleMonths, validationMonths, ...form } = checked(
          DraftMethodForm,
          body,
        );
        const draft = {
          ...form,
          criteria: criteria.map((text, at) => ({ text, withinDays: Number(withinDays[at]?.trim()) || null })),
          cycleMonths: Number(cycleMonths),
          validationMonths: Number(validationMonths),
          seenVersion: draftVersion === '' ? undefined : Number(draftVersion),
        };
        return this.draftMethod.run(actor, draft, formSubmission(body));
      },
      saved: () => methodPaths.entry,
      notice: 'Draft saved. It is not in force yet',
      again: async () => ({ view: DRAFT, model: await this.draftPage(actor, body) }),
    });
  }

  @Get('draft/entry-into-force')
  @Roles('panel_chair')
  @Render(ENTRY)
  async entryForm(@CurrentActor() actor: Actor): Promise<EntryIntoForceModel> {
    return this.entryPage(actor);
  }

  @Post('draft/entry-into-force')
  @Roles('panel_chair')
  async enter(@CurrentActor() actor: Actor, @Body() body: Fields, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { methodId, version, ...decision } = checkedWithDays(PutInForceForm, body, {
          inForceFrom: 'The day it comes into force',
        });
        return this.putInForce.run(
          actor,
          { id: methodId, version: Number(version), ...decision },
          formSubmission(body),
        );
      },
      saved: () => methodPaths.inForce,
      notice: 'The version is in force',
      again: async () => ({ view: ENTRY, model: await this.entryPage(actor, body) }),
    });
  }

  @Post('cycles')
  @Roles('panel_chair')
  async cycle(@CurrentActor() actor: Actor, @Body() body: Fields, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const cycle = checkedWithDays(RecordCycleForm, body, { heldOn: 'The day' });
        return this.recordCycle.run(actor, cycle, formSubmission(body));
      },
      saved: () => methodPaths.inForce,
      notice: 'Cycle recorded',
      again: async () => ({ view: METHOD, model: await this.page(actor, body) }),
    });
  }

  private async page(actor: Actor, typed: Fields = {}): Promise<MethodModel> {
    const versions = await this.methods.all(actor);
    const page = {
      versions,
      method: versions.find(({ status }) => status === 'in_force'),
      cycles: await this.methods.cycles(actor),
      nextCycleDueOn: await this.methods.nextCycleDueOn(actor),
      mayDraft: this.rules.may(actor, 'draft', 'IdentificationMethod', { status: 'draft' }),
      today: this.clock.today(),
    };
    return presentMethod(page, typed);
  }

  private async draftPage(actor: Actor, typed: Fields = {}): Promise<DraftModel> {
    const [draft, inForce] = [await this.methods.draft(actor), await this.methods.inForce(actor)];
    return presentDraft(draft, inForce, await this.colleagues.list(actor), typed);
  }

  private async entryPage(actor: Actor, typed: Fields = {}): Promise<EntryIntoForceModel> {
    const draft = await this.methods.draft(actor);
    if (!draft) throw new NotFound();
    return presentEntryIntoForce(draft, typed);
  }
}
