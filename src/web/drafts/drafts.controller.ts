import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, SignedIn } from '../../platform/access';
import { Conflict, NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { govTime } from '../format-date';
import { isLocalPath } from './drafted-form';
import { Drafts } from './drafts';
import { offerOf } from './offer';

class DraftNotKept extends Conflict {
  constructor() {
    super('This draft could not be saved.');
  }
}

@Controller('drafts')
@SignedIn()
export class DraftsController {
  constructor(private readonly drafts: Drafts) {}

  /** What the script sends while somebody types: the form as it stands. DraftRequests has kept it on the way here. */
  @Post()
  async keep(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const savedAt: unknown = response.locals['draftSavedAt'];
    const unread: unknown = response.locals['draftUnread'];
    if (savedAt instanceof Date) response.json({ savedAt: govTime(savedAt) });
    else if (typeof unread === 'string') await this.ask(actor, unread, response);
    else throw new DraftNotKept();
  }

  /** An older draft, of another page, holds words: it is shown, and its reader says what becomes of it. */
  private async ask(actor: Actor, formPath: string, response: Response): Promise<void> {
    const [draft] = await this.drafts.findAll(actor, [formPath]);
    if (!draft) throw new DraftNotKept();
    const offer = { draft, putsBack: false, isPosted: false, isBehind: false, back: '/' };
    response.status(409).json({ offer: await offerOf(response.render.bind(response), offer) });
  }

  @Post(':id/removal')
  async discard(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    if (!isId(id)) throw new NotFound();
    await this.drafts.discard(actor, id);
    const back = body['back'];
    response.redirect(303, typeof back === 'string' && isLocalPath(back) ? back : '/');
  }
}
