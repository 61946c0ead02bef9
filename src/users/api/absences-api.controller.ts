import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, SignedIn } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { ABSENCE_KINDS, type AbsenceKind } from '../absence.entity';
import { AbsenceForm, LastDayAwayForm } from '../absence.form';
import { type AbsenceRow, currentAbsences } from '../absences.queries';
import { CancelAbsence } from '../cancel-absence';
import { ChangeLastDayAway } from '../change-last-day-away';
import { RecordAbsence } from '../record-absence';

class AbsenceResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) userId!: string;
  @ApiProperty({ format: 'date' }) startsOn!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) endsOn!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) delegateId!: string | null;
  @ApiProperty({ enum: ABSENCE_KINDS }) kind!: AbsenceKind;
  @ApiProperty() version!: number;
}

class AbsenceListResponse {
  @ApiProperty({ type: [AbsenceResponse] }) items!: AbsenceResponse[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: the list is whole' }) nextCursor!: null;
}

class AbsenceIdResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

@ApiTags('absences')
@ApiBearerAuth()
@Controller('api/v1/absences')
@SignedIn()
export class AbsencesApiController {
  constructor(
    private readonly reader: Reader,
    private readonly recordAbsence: RecordAbsence,
    private readonly changeLastDay: ChangeLastDayAway,
    private readonly cancelAbsence: CancelAbsence,
    private readonly clock: Clock,
  ) {}

  /** On or to come: the caller's own, a manager's agency's, an administrator's everybody's. */
  @Get()
  @ApiOkResponse({ type: AbsenceListResponse })
  async list(@CurrentActor() actor: Actor): Promise<AbsenceListResponse> {
    const rows = await this.reader.many<AbsenceRow>(actor, undefined, currentAbsences(actor, this.clock.today()));
    return { items: rows.map(responseOf), nextCursor: null };
  }

  @Post()
  @ApiCreatedResponse({ type: AbsenceIdResponse })
  record(
    @CurrentActor() actor: Actor,
    @Body() body: AbsenceForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AbsenceIdResponse> {
    return this.recordAbsence.run(actor, checked(AbsenceForm, body), submission);
  }

  /** They come back sooner, or later. */
  @Patch(':id')
  @ApiOkResponse({ type: AbsenceIdResponse })
  change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: LastDayAwayForm,
    @IfMatch('absence') version: number,
  ): Promise<AbsenceIdResponse> {
    return this.changeLastDay.run(actor, { id, version, ...checked(LastDayAwayForm, body) });
  }

  /** Takes it back, as if it had not been recorded. */
  @Post(':id/cancellation')
  @HttpCode(200)
  @ApiOkResponse({ type: AbsenceIdResponse })
  cancel(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch('absence') version: number,
  ): Promise<AbsenceIdResponse> {
    return this.cancelAbsence.run(actor, { id, version });
  }
}

const responseOf = (row: AbsenceRow): AbsenceResponse => ({
  id: row.id,
  userId: row.user_id,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  delegateId: row.delegate_id,
  kind: row.kind,
  version: row.version,
});
