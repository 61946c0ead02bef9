import { Body, Controller, Get, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { KeepPreferences } from '../keep-preferences';
import { ownPreferences, type PreferencesRow } from '../ladder.queries';
import { reminderPaths } from '../paths';
import { PreferencesForm } from './ladder.form';
import { type PreferencesModel, presentPreferences } from './present-preferences';

const VIEW = 'reminders/views/preferences.njk';

/** What a person chooses about their own e-mail. */
@Controller('reminders/preferences')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class PreferencesController {
  constructor(
    private readonly reader: Reader,
    private readonly keepPreferences: KeepPreferences,
  ) {}

  @Get()
  @Render(VIEW)
  async show(@CurrentActor() actor: Actor): Promise<PreferencesModel> {
    return presentPreferences(await this.kept(actor));
  }

  @Post()
  keep(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>, @Res() response: Response): Promise<void> {
    return answerForm(response, {
      save: async () => {
        const form = checked(PreferencesForm, body);
        const chosen = { alsoImmediate: form.alsoImmediate === 'yes', days: form.days.map(Number) };
        return this.keepPreferences.run(actor, { ...chosen, version: Number(form.version) }, formSubmission(body));
      },
      saved: () => reminderPaths.preferences,
      notice: 'Your choices are saved',
      again: async () => ({ view: VIEW, model: presentPreferences(await this.kept(actor)) }),
    });
  }

  private kept(actor: Actor): Promise<PreferencesRow | undefined> {
    return this.reader.one<PreferencesRow>(actor, undefined, ownPreferences(actor));
  }
}
