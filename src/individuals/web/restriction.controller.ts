import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles, StepUp } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { Colleagues } from '../../users';
import { type CaseHeader, CaseHeaders } from '../case-headers';
import { casePaths } from '../paths';
import { ChangeNamedPeople } from '../restrictions/change-named-people';
import { LiftRestriction } from '../restrictions/lift-restriction';
import { RecordAccess } from '../restrictions/record-access';
import { RestrictIndividual } from '../restrictions/restrict-individual';
import {
  type AccessModel,
  type AccessRights,
  type LiftingModel,
  type NamingModel,
  presentAccess,
  presentLifting,
  presentNaming,
} from './present-access';
import { chosenPeople, LiftingRequestForm, NamedPeopleForm, RestrictionForm } from './restriction.form';
import { seenVersion } from './seen-version';

const ACCESS = 'individuals/views/access.njk';
const NAMING = 'individuals/views/restriction.njk';
const LIFTING = 'individuals/views/lift-restriction.njk';

type Typed = Record<string, unknown>;

/** Who may see a record, and closing it to all but named people. */
@Controller('individuals/:id')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class RestrictionController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly access: RecordAccess,
    private readonly colleagues: Colleagues,
    private readonly restrict: RestrictIndividual,
    private readonly changeNamed: ChangeNamedPeople,
    private readonly lift: LiftRestriction,
    private readonly rules: AccessRules,
  ) {}

  @Get('access')
  @Render(ACCESS)
  async page(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<AccessModel> {
    const header = await this.headers.load(actor, id, 'access.read');
    return presentAccess(header, await this.access.of(actor, id), this.rightsOf(actor, header));
  }

  @Get('restriction/new')
  @Roles('manager', 'panel_chair')
  @Render(NAMING)
  newRestriction(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<NamingModel> {
    return this.naming(actor, id);
  }

  @Post('restriction')
  @Roles('manager', 'panel_chair')
  async make(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version, ...fields } = body;
        const form = checked(RestrictionForm, { namedPeople: [], ...fields });
        const input = {
          individualId,
          version: seenVersion(version),
          reason: form.reason,
          namedPeople: chosenPeople(form),
        };
        return this.restrict.run(actor, input, formSubmission(body));
      },
      saved: ({ isStillVisible }) => (isStillVisible ? casePaths.access(individualId) : casePaths.list),
      notice: 'The record is restricted. The named people have been told.',
      again: async () => ({ view: NAMING, model: await this.naming(actor, individualId, body) }),
    });
  }

  @Get('restriction/named-people')
  @Roles('manager', 'panel_chair')
  @Render(NAMING)
  namedPeople(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<NamingModel> {
    return this.naming(actor, id);
  }

  @Post('restriction/named-people')
  @Roles('manager', 'panel_chair')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version, ...fields } = body;
        const namedPeople = chosenPeople(checked(NamedPeopleForm, { namedPeople: [], ...fields }));
        const input = { individualId, version: seenVersion(version), namedPeople };
        return this.changeNamed.run(actor, input, formSubmission(body));
      },
      saved: ({ isStillVisible }) => (isStillVisible ? casePaths.access(individualId) : casePaths.list),
      notice: 'The named people are changed',
      again: async () => ({ view: NAMING, model: await this.naming(actor, individualId, body) }),
    });
  }

  @Get('restriction/lifting')
  @StepUp()
  @Render(LIFTING)
  async lifting(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<LiftingModel> {
    return this.liftingPage(actor, id);
  }

  @Post('restriction/lifting-request')
  @StepUp()
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { reason } = checked(LiftingRequestForm, body);
        return this.lift.ask(actor, { individualId, reason }, formSubmission(body));
      },
      saved: () => casePaths.access(individualId),
      notice: 'You asked for the restriction to be lifted. A second person must agree.',
      again: async () => ({ view: LIFTING, model: await this.liftingPage(actor, individualId, body) }),
    });
  }

  @Post('restriction/lifting')
  @StepUp()
  async agree(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.lift.agree(actor, { individualId, version: seenVersion(body['version']) }, formSubmission(body)),
      saved: ({ isStillVisible }) => (isStillVisible ? casePaths.access(individualId) : casePaths.list),
      notice: 'The restriction is lifted',
      again: async () => ({ view: LIFTING, model: await this.liftingPage(actor, individualId) }),
    });
  }

  @Post('restriction/lifting-request/withdrawal')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: () => this.lift.withdraw(actor, individualId, formSubmission(body)),
      saved: () => casePaths.access(individualId),
      notice: 'The request is withdrawn',
      again: async () => ({ view: LIFTING, model: await this.liftingPage(actor, individualId) }),
    });
  }

  private rightsOf(actor: Actor, header: CaseHeader): AccessRights {
    const may = (act: string): boolean => this.rules.may(actor, act, 'Individual', header);
    return {
      mayRestrict: may('restrict'),
      mayAskToLift: may('ask_lift_restriction'),
      mayAgreeToLift: may('agree_lift_restriction'),
      mayAskDeletion: may('ask_deletion'),
    };
  }

  private async naming(actor: Actor, id: string, typed: Typed = {}): Promise<NamingModel> {
    const header = await this.headers.load(actor, id, 'access.read');
    this.rules.ensureMay(actor, 'restrict', 'Individual', header);
    const facts = await this.access.of(actor, id);
    return presentNaming({ header, facts, colleagues: await this.colleagues.list(actor) }, typed);
  }

  /** @throws NotFound for a record that is not restricted: there is nothing to lift */
  private async liftingPage(actor: Actor, id: string, typed: Typed = {}): Promise<LiftingModel> {
    const header = await this.headers.load(actor, id, 'access.read');
    if (!header.isRestricted) throw new NotFound();
    const { mayAgreeToLift } = this.rightsOf(actor, header);
    const facts = await this.access.of(actor, id);
    return presentLifting(header, facts, { userId: actor.userId, mayAgreeToLift }, typed);
  }
}
