import { Controller, Get, Param, Query, Render } from '@nestjs/common';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { presentRecordReaders, type RecordReadersModel } from './present-record-readers';
import { RecordReaders } from './record-readers';

@Controller('individuals/:id/readers')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class RecordReadersController {
  constructor(private readonly readers: RecordReaders) {}

  @Get()
  @Render('individuals/views/record-readers.njk')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('cursor') cursor: unknown,
  ): Promise<RecordReadersModel> {
    return presentRecordReaders(await this.readers.list(actor, id, cursor), cursor !== undefined);
  }
}
