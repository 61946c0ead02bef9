import { Controller, Get, Param, Query, Render } from '@nestjs/common';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { checked } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { CaseHeaders } from '../case-headers';
import { CaseChronology } from './case-chronology';
import { ChronologyForm } from './chronology.form';
import { type ChronologyModel, presentChronology } from './present-chronology';

/** Everything that happened in one case, by day. */
@Controller('individuals/:id/chronology')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ChronologyController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly chronology: CaseChronology,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render('individuals/views/chronology.njk')
  async page(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<ChronologyModel> {
    const asked = checked(ChronologyForm, query);
    const header = await this.headers.load(actor, id, 'individual.chronology_read');
    return presentChronology(header, await this.chronology.of(actor, id, asked), asked, this.clock.today());
  }
}
