import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, MaxLength, Min } from 'class-validator';
import type { Response } from 'express';
import { BlankIsNull } from '../../../web/forms/text-fields';
import { type Actor, CurrentActor, Roles } from '../../access';
import { answerForm, checked, formSubmission } from '../../http';
import { auditPaths } from '../web/audit-paths';
import {
  presentUnusual,
  presentUnusualList,
  stateOf,
  type UnusualListModel,
  type UnusualModel,
} from './present-unusual-access';
import { UnusualAccess } from './unusual-access';

class HandlingForm {
  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsInt({ message: 'Open the page again' })
  @Min(1, { message: 'Open the page again' })
  version!: number;

  @IsIn(['looked_at', 'explained'], { message: 'Select what you found' })
  state!: 'looked_at' | 'explained';

  @BlankIsNull()
  @IsOptional()
  @MaxLength(2000, { message: 'The explanation must be 2,000 characters or fewer' })
  explanation?: string | null;
}

@Controller('unusual-access')
@Roles('governance')
export class UnusualAccessController {
  constructor(private readonly unusual: UnusualAccess) {}

  @Get()
  @Render('platform/audit/views/unusual-access.njk')
  async list(
    @CurrentActor() actor: Actor,
    @Query('state') state: unknown,
    @Query('cursor') cursor: unknown,
  ): Promise<UnusualListModel> {
    const only = stateOf(state);
    return presentUnusualList(await this.unusual.list(actor, only, cursor), only, cursor !== undefined);
  }

  @Get(':id')
  @Render('platform/audit/views/unusual-access-one.njk')
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<UnusualModel> {
    return presentUnusual(await this.unusual.one(actor, id), {});
  }

  @Post(':id/handling')
  async handle(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.unusual.handle(actor, { id, ...checked(HandlingForm, body) }, formSubmission(body)),
      saved: () => auditPaths.unusual,
      notice: 'What you found is recorded',
      again: async () => ({
        view: 'platform/audit/views/unusual-access-one.njk',
        model: presentUnusual(await this.unusual.one(actor, id), body),
      }),
    });
  }
}
