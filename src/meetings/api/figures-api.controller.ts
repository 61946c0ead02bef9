import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Day } from '../../shared/day';
import { FigurePages } from '../figure-pages';
import { countedFigures } from '../web/present-figures';

class FigureLineResponse {
  @ApiProperty() words!: string;
  @ApiProperty({ description: 'The page it stands on' }) href!: string;
}

class MeetingFigureResponse {
  @ApiProperty() key!: string;
  @ApiProperty({ enum: ['attendance', 'actions', 'time', 'twice'] }) group!: string;
  @ApiProperty() label!: string;
  @ApiProperty() value!: string;
  @ApiProperty({ type: [FigureLineResponse], description: 'What it was counted from' }) list!: FigureLineResponse[];
}

class FiguresResponse {
  @ApiProperty({ type: String, format: 'date' }) from!: Day;
  @ApiProperty({ type: String, format: 'date' }) until!: Day;
  @ApiProperty({ type: [MeetingFigureResponse] }) items!: MeetingFigureResponse[];
}

/** Looking back. Before the routes of one meeting: `figures` is no id. */
@ApiTags('meetings')
@ApiBearerAuth()
@Controller('api/v1/meetings/figures')
@Roles('panel_member', 'panel_chair')
export class FiguresApiController {
  constructor(private readonly pages: FigurePages) {}

  /** Attendance, actions, time and cases at more than one panel in the last half year, each with its list. */
  @Get()
  @ApiOkResponse({ type: FiguresResponse })
  async figures(@CurrentActor() actor: Actor): Promise<FiguresResponse> {
    const { rows, period } = await this.pages.load(actor);
    const items = countedFigures(rows, period.until).map(({ key, group, label, value, rows: list }) => ({
      key,
      group,
      label,
      value,
      list,
    }));
    return { ...period, items };
  }
}
