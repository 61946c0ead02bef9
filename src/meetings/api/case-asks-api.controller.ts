import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { CaseHeaders } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { AskPanel } from '../business/ask-panel';
import { QuestionForm } from '../business/question.form';
import { type AskedRow, questionsOf } from '../business/questions.queries';
import { AskTransfer } from '../transfers/ask-transfer';
import { TransferForm } from '../transfers/transfer.forms';
import {
  TRANSFER_KINDS,
  TRANSFER_OUTCOMES,
  type TransferKind,
  type TransferOutcome,
} from '../transfers/transfer-words';
import { type TransferRow, transfersOf } from '../transfers/transfers.queries';
import { AddedResponse } from './meeting.response';

class PanelQuestionRequest extends QuestionForm {
  @ApiProperty({ maxLength: 1_000 }) declare text: string;
}

class QuestionResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() text!: string;
  @ApiProperty() askedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) askedAt!: Date;
}

class QuestionListResponse {
  @ApiProperty({ type: [QuestionResponse] }) items!: QuestionResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: null;
}

class TransferRequest extends TransferForm {
  @ApiProperty({ enum: TRANSFER_KINDS }) declare kind: TransferKind;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'With a move to or from another area' })
  declare otherAuthority?: string | null;
  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'With another lead professional' })
  declare newLeadId?: string | null;
  @ApiProperty({ maxLength: 2_000 }) declare why: string;
}

class TransferResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: TRANSFER_KINDS }) kind!: TransferKind;
  @ApiProperty({ type: String, nullable: true }) otherAuthority!: string | null;
  @ApiProperty({ type: String, nullable: true }) newLead!: string | null;
  @ApiProperty() why!: string;
  @ApiProperty() askedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) askedAt!: Date;
  @ApiProperty({ enum: TRANSFER_OUTCOMES, nullable: true, description: 'Null while it waits for the panel' })
  outcome!: TransferOutcome | null;
  @ApiProperty({ description: 'For If-Match of its withdrawal' }) version!: number;
}

class TransferListResponse {
  @ApiProperty({ type: [TransferResponse] }) items!: TransferResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: null;
}

/** What whoever works a case asks its panel: a question to answer, a transfer to decide. */
@ApiTags('individuals')
@ApiBearerAuth()
@Controller('api/v1/individuals/:id')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class CaseAsksApiController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly askPanel: AskPanel,
    private readonly askTransfer: AskTransfer,
  ) {}

  /** The newest twenty. */
  @Get('panel-questions')
  @ApiOkResponse({ type: QuestionListResponse })
  async questions(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<QuestionListResponse> {
    await this.headers.load(actor, id, 'panel_questions.read');
    const rows = await this.reader.many<AskedRow>(actor, undefined, questionsOf(actor, id));
    const items = rows.map((row) => ({ id: row.id, text: row.text, askedBy: row.asked_by, askedAt: row.asked_at }));
    return { items, nextCursor: null };
  }

  @Post('panel-questions')
  @ApiCreatedResponse({ type: AddedResponse })
  ask(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: PanelQuestionRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    return this.askPanel.run(actor, { individualId, ...checked(PanelQuestionRequest, body) }, submission);
  }

  /** The one that waits first, then the newest; twenty at the most. */
  @Get('transfers')
  @ApiOkResponse({ type: TransferListResponse })
  async transfers(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TransferListResponse> {
    await this.headers.load(actor, id, 'case_transfers.read');
    const rows = await this.reader.many<TransferRow>(actor, undefined, transfersOf(actor, id));
    return { items: rows.map(transferResponse), nextCursor: null };
  }

  /** It comes to the panel's next agenda by itself. */
  @Post('transfers')
  @ApiCreatedResponse({ type: AddedResponse })
  askForTransfer(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: TransferRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    return this.askTransfer.run(actor, { individualId, ...checked(TransferRequest, body) }, submission);
  }

  /** Takes back the one that waits. */
  @Post('transfers/withdrawal')
  @ApiCreatedResponse({ type: AddedResponse })
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @IfMatch('transfer') version: number,
  ): Promise<AddedResponse> {
    return this.askTransfer.withdraw(actor, { individualId, version });
  }
}

const transferResponse = (row: TransferRow): TransferResponse => ({
  id: row.id,
  kind: row.kind,
  otherAuthority: row.other_authority,
  newLead: row.new_lead,
  why: row.why,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  outcome: row.outcome,
  version: row.version,
});
