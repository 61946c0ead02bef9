import { Body, Controller, Get, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, decodeCursor, formSubmission, PAGE_SIZE, pageOf } from '../../platform/http';
import { AddAgency } from '../add-agency';
import { AddAgencyForm } from '../add-agency.form';
import { agencies, agencyCursor, type AgencyRow } from '../agencies.queries';
import { agencyPaths } from '../paths';
import { type NewAgencyModel, type AgenciesModel, presentAgencies, presentNewAgency } from './present-agencies';

@Controller('agencies')
export class AgenciesController {
  constructor(
    private readonly reader: Reader,
    private readonly addAgency: AddAgency,
  ) {}

  @Get()
  @Roles('administrator', 'governance')
  @Render('agencies/views/agencies.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<AgenciesModel> {
    const rows = await this.reader.many<AgencyRow>(actor, undefined, agencies(decodeCursor(cursor, 2), PAGE_SIZE));
    return presentAgencies(pageOf(rows, agencyCursor), cursor !== undefined, hasRole(actor, 'administrator'));
  }

  @Get('new')
  @Roles('administrator')
  @Render('agencies/views/add-agency.njk')
  form(): NewAgencyModel {
    return presentNewAgency({});
  }

  @Post()
  @Roles('administrator')
  async add(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.addAgency.run(actor, checked(AddAgencyForm, body), formSubmission(body)),
      saved: () => agencyPaths.list,
      notice: 'Agency added',
      again: async () => ({ view: 'agencies/views/add-agency.njk', model: presentNewAgency(body) }),
    });
  }
}
