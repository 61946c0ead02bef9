import { Body, Controller, Get, Patch, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { checked, IfMatch } from '../../platform/http';
import { KeepPreferences } from '../keep-preferences';
import { ownPreferences, type PreferencesRow } from '../ladder.queries';
import { PreferencesRequest, PreferencesResponse } from './ladder.response';

/** The caller's own choices about their e-mail. */
@ApiTags('reminders')
@ApiBearerAuth()
@Controller('api/v1/reminder-preferences')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class PreferencesApiController {
  constructor(
    private readonly reader: Reader,
    private readonly keepPreferences: KeepPreferences,
  ) {}

  /** Version 0 until something is chosen. */
  @Get()
  @ApiOkResponse({ type: PreferencesResponse })
  async show(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PreferencesResponse> {
    const kept = await this.reader.one<PreferencesRow>(actor, undefined, ownPreferences(actor));
    const { version } = kept ?? { version: 0 };
    response.setHeader('ETag', `"${version}"`);
    return { alsoImmediate: kept?.also_immediate ?? true, days: kept?.days ?? EVERY_DAY, version };
  }

  /** What is left out stays as it is. The last rung meant for the caller is sent all the same. */
  @Patch()
  @ApiBody({ type: PreferencesRequest })
  @ApiOkResponse({ type: PreferencesResponse })
  async keep(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IfMatch('set of preferences') version: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PreferencesResponse> {
    const chosen = checked(PreferencesRequest, body);
    const kept = await this.show(actor, response);
    await this.keepPreferences.run(actor, {
      alsoImmediate: chosen.alsoImmediate ?? kept.alsoImmediate,
      days: chosen.days ?? kept.days,
      version,
    });
    return this.show(actor, response);
  }
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
