import { Body, Controller, Get, Inject, Param, ParseIntPipe, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { SETTINGS, type Settings } from '../../config';
import { VISIBILITIES } from '../../notes';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { sendPaper, writePdf } from '../../platform/pdf';
import { Clock } from '../../shared/clock';
import { Invalid } from '../../shared/errors';
import { meetingPaths } from '../paths';
import { MakeCopy } from './make-copy';
import { packPaper } from './pack-paper';
import { PackPages } from './pack-pages';
import {
  type CopyModel,
  type PackModel,
  presentCopy,
  presentPack,
  presentReturns,
  type ReturnsModel,
} from './present-pack';
import { type CaseReturn, ReturnInformation } from './return-information';

const RETURNS = 'meetings/views/returns.njk';
const PACK = 'meetings/views/pack.njk';

@Controller('meetings/:id')
@Roles('panel_member', 'panel_chair')
export class PackController {
  constructor(
    private readonly pages: PackPages,
    private readonly returnInformation: ReturnInformation,
    private readonly makeCopy: MakeCopy,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('returns')
  @Render(RETURNS)
  async returns(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ReturnsModel> {
    return presentReturns(await this.pages.load(actor, id), this.clock.today());
  }

  @Post('returns')
  async sendReturns(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.returnInformation.run(actor, { meetingId, returns: returnsIn(body) }, formSubmission(body)),
      saved: () => meetingPaths.returns(meetingId),
      notice: 'Returned to the panel',
      again: async () => ({
        view: RETURNS,
        model: presentReturns(await this.pages.load(actor, meetingId), this.clock.today(), body),
      }),
    });
  }

  @Get('pack')
  @Render(PACK)
  async pack(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PackModel> {
    return presentPack(await this.pages.load(actor, id));
  }

  @Post('pack-copies')
  async copy(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.makeCopy.run(actor, { meetingId, format: formatIn(body) }, formSubmission(body)),
      saved: ({ copyNumber }) =>
        formatIn(body) === 'pdf'
          ? meetingPaths.packPaper(meetingId, copyNumber)
          : meetingPaths.packCopy(meetingId, copyNumber),
      again: async () => ({ view: PACK, model: presentPack(await this.pages.load(actor, meetingId)) }),
    });
  }

  @Get('pack-copies/:number')
  @Render('meetings/views/pack-copy.njk')
  async print(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number', ParseIntPipe) copyNumber: number,
  ): Promise<CopyModel> {
    return presentCopy(await this.pages.copy(actor, id, copyNumber), this.clock.today());
  }

  @Get('pack-copies/:number/paper')
  async paper(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number', ParseIntPipe) copyNumber: number,
    @Res() response: Response,
  ): Promise<void> {
    const copy = presentCopy(await this.pages.copy(actor, id, copyNumber), this.clock.today());
    sendPaper(
      response,
      `pack-${copy.meeting.heldOn}-copy-${copyNumber}`,
      await writePdf(packPaper(copy, this.settings.partnershipName)),
    );
  }
}

const formatIn = (body: Record<string, unknown>): 'print' | 'pdf' => (body['format'] === 'pdf' ? 'pdf' : 'print');

const LONG = 5_000;

/** The boxes in which something was written. @throws Invalid for one that is too long */
function returnsIn(body: Record<string, unknown>): CaseReturn[] {
  const written = Object.entries(body).filter(
    (entry): entry is [string, string] =>
      entry[0].startsWith('text-') && typeof entry[1] === 'string' && entry[1].trim() !== '',
  );
  const tooLong = written.filter(([, text]) => text.length > LONG);
  if (tooLong.length > 0) {
    throw new Invalid(tooLong.map(([field]) => ({ field, message: 'A return must be 5,000 characters or fewer' })));
  }
  return written.map(([field, text]) => {
    const itemId = field.slice('text-'.length);
    const visibility = VISIBILITIES.find((one) => one === body[`visibility-${itemId}`]);
    return { itemId, text, visibility };
  });
}
