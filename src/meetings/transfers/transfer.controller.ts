import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseHeaders } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { Colleagues } from '../../users';
import { VersionForm } from '../web/version.form';
import { AskTransfer } from './ask-transfer';
import { presentTransfer, type TransferModel, transferPath } from './present-transfer';
import { TransferForm } from './transfer.forms';
import { type TransferRow, transfersOf } from './transfers.queries';

const PAGE = 'meetings/views/transfer.njk';

/** Where whoever works a case asks its panel to decide a transfer. */
@Controller('individuals/:id/transfer')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class TransferController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly colleagues: Colleagues,
    private readonly askTransfer: AskTransfer,
  ) {}

  @Get()
  @Render(PAGE)
  async form(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TransferModel> {
    return this.page(actor, id);
  }

  @Post()
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.askTransfer.run(actor, { individualId, ...checked(TransferForm, body) }, formSubmission(body)),
      saved: () => transferPath(individualId),
      notice: 'The transfer comes to the panel’s next agenda',
      again: async () => ({ view: PAGE, model: await this.page(actor, individualId, body) }),
    });
  }

  @Post('withdrawal')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.askTransfer.withdraw(actor, { individualId, ...checked(VersionForm, body) }, formSubmission(body)),
      saved: () => transferPath(individualId),
      notice: 'The transfer is taken back',
      again: async () => ({ view: PAGE, model: await this.page(actor, individualId) }),
    });
  }

  private async page(actor: Actor, id: string, typed: Record<string, unknown> = {}): Promise<TransferModel> {
    const header = await this.headers.load(actor, id, 'case_transfers.read');
    const [transfers, colleagues] = await Promise.all([
      this.reader.many<TransferRow>(actor, undefined, transfersOf(actor, id)),
      this.colleagues.list(actor),
    ]);
    return presentTransfer(header, transfers, colleagues, typed);
  }
}
