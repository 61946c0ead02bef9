import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, SignedIn } from '../../platform/access';
import { Conflict, NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { govTime } from '../format-date';
import { isLocalPath } from './drafted-form';
import { Drafts } from './drafts';

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
  keep(@Res() response: Response): void {
    const savedAt: unknown = response.locals['draftSavedAt'];
    if (!(savedAt instanceof Date)) throw new DraftNotKept();
    response.json({ savedAt: govTime(savedAt) });
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
