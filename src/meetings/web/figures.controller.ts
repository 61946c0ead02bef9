import { Controller, Get, Query, Render } from '@nestjs/common';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { FigurePages } from '../figure-pages';
import { type FiguresModel, presentFigures } from './present-figures';

/** Looking back over the meetings of one's panels. Before the routes of one meeting: `figures` is no id. */
@Controller('meetings/figures')
@Roles('panel_member', 'panel_chair')
export class FiguresController {
  constructor(private readonly pages: FigurePages) {}

  @Get()
  @Render('meetings/views/figures.njk')
  async figures(@CurrentActor() actor: Actor, @Query('list') list: unknown): Promise<FiguresModel> {
    const { rows, period } = await this.pages.load(actor);
    return presentFigures(rows, { period, list });
  }
}
