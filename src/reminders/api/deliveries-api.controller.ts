import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { decodeCursor, IdempotencyKey, PAGE_SIZE, pageOf } from '../../platform/http';
import {
  UNDELIVERED,
  type Undelivered,
  undeliveredCursor,
  undeliveredReminders,
  type UndeliveredRow,
} from '../deliveries.queries';
import { OBLIGATION_KINDS, type ObligationKind, SUPPRESSED_REASONS, type SuppressedReason } from '../domain/ladder';
import { TryAgain } from '../try-again';

class UndeliveredResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: OBLIGATION_KINDS }) kind!: ObligationKind;
  @ApiProperty({ type: String, nullable: true, description: 'Of the case; null when it is restricted' })
  reference!: string | null;
  @ApiProperty({ format: 'uuid' }) recipientId!: string;
  @ApiProperty({ format: 'date' }) dueOn!: string;
  @ApiProperty({ enum: UNDELIVERED }) status!: Undelivered;
  @ApiProperty({ enum: SUPPRESSED_REASONS, nullable: true }) statusReason!: SuppressedReason | null;
  @ApiProperty() attempts!: number;
  @ApiProperty({ type: String, nullable: true, description: 'A code of whoever carries the mail' })
  lastError!: string | null;
  @ApiProperty({ format: 'date-time' }) owedAt!: string;
}

class UndeliveredPageResponse {
  @ApiProperty({ type: [UndeliveredResponse] }) items!: UndeliveredResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

class RetriedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

@ApiTags('reminders')
@ApiBearerAuth()
@Controller('api/v1/reminder-deliveries')
@Roles('administrator', 'governance')
export class DeliveriesApiController {
  constructor(
    private readonly reader: Reader,
    private readonly tryAgain: TryAgain,
  ) {}

  /** Reminders that were given up, or with `status=suppressed` those that were not needed any more. */
  @Get()
  @ApiQuery({ name: 'status', required: false, enum: UNDELIVERED })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: UndeliveredPageResponse })
  async list(
    @CurrentActor() actor: Actor,
    @Query('status') status: unknown,
    @Query('cursor') cursor: unknown,
  ): Promise<UndeliveredPageResponse> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : '', 2);
    const rows = await this.reader.many<UndeliveredRow>(
      actor,
      { act: 'reminders.undelivered_listed', subjectType: 'reminder' },
      undeliveredReminders(status === 'suppressed' ? 'suppressed' : 'failed', after, PAGE_SIZE),
    );
    const { items, nextCursor } = pageOf(rows, undeliveredCursor);
    return { items: items.map(responseOf), nextCursor };
  }

  /** A failed one is owed again. */
  @Post(':id/retries')
  @Roles('administrator')
  @ApiCreatedResponse({ type: RetriedResponse })
  retry(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<RetriedResponse> {
    return this.tryAgain.run(actor, id, submission);
  }
}

const responseOf = (row: UndeliveredRow): UndeliveredResponse => ({
  id: row.id,
  kind: row.kind,
  reference: row.reference,
  recipientId: row.recipient_id,
  dueOn: row.due_on,
  status: row.status,
  statusReason: row.status_reason,
  attempts: row.attempts,
  lastError: row.last_error,
  owedAt: row.owed_at.toISOString(),
});
