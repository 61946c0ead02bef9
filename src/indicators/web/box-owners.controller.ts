import { Body, Controller, Get, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission } from '../../platform/http';
import type { TypedFields } from '../../web/page-model';
import { reportPaths } from '../paths';
import { type BoxOwnerRow, boxOwners, type BoxWriterRow, boxWriters } from '../reports/box-owners.queries';
import { NameBoxOwners } from '../reports/name-box-owners';
import { SECTION_WORDS, SECTIONS } from '../reports/report-content';
import { BoxOwnersForm, ownersOf } from './box-owners.form';

const VIEW = 'indicators/views/box-owners.njk';

/** Who is to write which box of the quarterly report. */
@Controller('quarterly-reports/owners')
@Roles('analyst', 'panel_chair')
export class BoxOwnersController {
  constructor(
    private readonly reader: Reader,
    private readonly nameBoxOwners: NameBoxOwners,
  ) {}

  @Get()
  @Render(VIEW)
  form(@CurrentActor() actor: Actor): Promise<BoxOwnersModel> {
    return this.model(actor, {});
  }

  @Post()
  name(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>, @Res() response: Response): Promise<void> {
    return answerForm(response, {
      save: async () => this.nameBoxOwners.run(actor, ownersOf(checked(BoxOwnersForm, body)), formSubmission(body)),
      saved: () => reportPaths.list,
      notice: ({ titles }) => (titles.length === 0 ? 'No owner was changed' : `Owner changed: ${titles.join(', ')}`),
      again: async () => ({ view: VIEW, model: await this.model(actor, body) }),
    });
  }

  private async model(actor: Actor, typed: TypedFields<keyof BoxOwnersForm>) {
    const [owners, writers] = await this.reader.read<[BoxOwnerRow, BoxWriterRow]>(
      actor,
      undefined,
      boxOwners(),
      boxWriters(),
    );
    return {
      action: reportPaths.owners,
      backHref: reportPaths.list,
      boxes: SECTIONS.map((section) => {
        const owner = owners.find((row) => row.section === section);
        const chosen = typeof typed[section] === 'string' ? typed[section] : owner?.user_id;
        return {
          section,
          title: SECTION_WORDS[section],
          // Their name is not among those to choose from, and nobody would know whose it was.
          goneOwner: owner && !owner.may_write ? owner.name : undefined,
          items: [
            { value: '', text: 'Nobody named' },
            ...writers.map(({ id, name, agency }) => ({
              value: id,
              text: `${name}, ${agency}`,
              selected: id === chosen,
            })),
          ],
        };
      }),
    };
  }
}

export type BoxOwnersModel = Awaited<ReturnType<BoxOwnersController['model']>>;
