import { Controller, Get, Render, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor, Public, SignedIn } from '../platform/access';
import { homeOf } from './home';
import { allPages, type PageGroup } from './navigation';
import type { NoModel } from './page-model';

interface AllPagesModel {
  groups: PageGroup[];
}

/** The pages that belong to no slice. */
@Controller()
export class PagesController {
  @Get()
  @Public()
  home(@Req() request: Request, @Res() response: Response): void {
    response.redirect(303, request.actor ? homeOf(request.actor) : '/sign-in');
  }

  /** Where the menu at the top ends: the rest of what this person may open. */
  @Get('pages')
  @SignedIn()
  @Render('pages/all-pages.njk')
  everything(@CurrentActor() actor: Actor): AllPagesModel {
    return { groups: allPages(actor) };
  }

  @Get('help')
  @Public()
  @Render('pages/help.njk')
  help(): NoModel {
    return {};
  }

  @Get('privacy')
  @Public()
  @Render('pages/privacy.njk')
  privacy(): NoModel {
    return {};
  }

  @Get('cookies')
  @Public()
  @Render('pages/cookies.njk')
  cookies(): NoModel {
    return {};
  }

  @Get('accessibility-statement')
  @Public()
  @Render('pages/accessibility-statement.njk')
  accessibilityStatement(): NoModel {
    return {};
  }
}
