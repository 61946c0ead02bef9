import { Injectable, Logger, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Actor } from '../../platform/access';
import { isId } from '../../shared/ids';
import { keptFields } from '../sign-in/kept-fields';
import { sitePaths } from '../site-paths';
import { type Draft, Drafts } from './drafts';
import { draftedForms, formPathOf, SEEN_FIELDS, withWhatWasSeen } from './drafted-form';

/**
 * Keeps what was typed into a form that asks for it (the macro `draftKept`) before the form is tried, so that it is there
 * whatever becomes of the try; offers it again where the form stands. Runs after the token of the form was checked.
 */
@Injectable()
export class DraftRequests implements NestMiddleware {
  private readonly logger = new Logger(DraftRequests.name);

  constructor(private readonly drafts: Drafts) {}

  use(request: Request, response: Response, next: NextFunction): void {
    const { actor } = request;
    if (!actor || request.originalUrl.startsWith('/api/')) return next();
    if (request.method === 'GET') this.offer(actor, response);
    const formPath = request.method === 'POST' ? formPathOf(request.body) : undefined;
    if (formPath === undefined) {
      // Recorded from its check page, which carries no mark, a form is recorded all the same.
      const sentTo = request.originalUrl.split('?')[0] ?? '';
      response.locals['draftDone'] = () => this.drafts.forget(actor, sentTo);
      return next();
    }
    const { draftOf: _of, draftFor, draftOpen, ...body } = request.body as Record<string, unknown>;
    request.body = body;
    if (draftOpen === 'yes') {
      response.locals['draftOpened'] = true;
      response.locals['draftPath'] = formPath;
      response.locals['draftFields'] = body;
      this.offer(actor, response);
      return next();
    }
    const individualId = /^\/individuals\/([^/]+)/.exec(formPath)?.[1] ?? draftFor;
    if (!saysSomething(body)) return next();
    const typed = {
      formPath,
      body,
      individualId: typeof individualId === 'string' && isId(individualId) ? individualId : undefined,
    };
    this.drafts
      .keep(actor, typed)
      .then((savedAt) => {
        response.locals['draftSavedAt'] = savedAt;
        response.locals['draftDone'] = () => this.drafts.forget(actor, formPath);
      })
      // The form itself is tried all the same, and says what is wrong.
      .catch((error: unknown) => this.logger.warn(error instanceof Error ? error.name : 'a draft was not kept'))
      .finally(() => next());
  }

  /** Only a page with such a form pays for the question whether there is a draft of it. */
  private offer(actor: Actor, response: Response): void {
    const render = response.render.bind(response);
    response.render = (view: string, model?: unknown) => {
      const locals = typeof model === 'object' && model !== null ? model : {};
      render(view, locals, (error: Error | null, html: string) => {
        if (error) response.req.next?.(error);
        else {
          this.withOffer(actor, response, html, render)
            .then((page) => response.send(page))
            .catch((problem: unknown) => response.req.next?.(problem));
        }
      });
    };
  }

  private async withOffer(actor: Actor, response: Response, html: string, render: Response['render']): Promise<string> {
    const forms = draftedForms(html);
    if (forms.length === 0 || response.locals['offersNoDraft'] === true) return html;
    const drafts = await this.drafts.findAll(
      actor,
      forms.map(({ path }) => path),
    );
    const opened: Record<string, unknown> = response.locals['draftFields'] ?? {};
    let page = html;
    // From the last to the first, so that where the others start stays true.
    for (const { path, startsAt } of forms.toReversed()) {
      const draft = drafts.find((one) => one.formPath === path);
      const isOpened = response.locals['draftPath'] === path;
      // Beside a draft that was opened no other is offered: that answer has no address to come back to.
      if (!isOpened && (!draft || response.locals['draftPath'] !== undefined)) continue;
      const begun = withWhatWasSeen(page, startsAt, isOpened ? opened : Object.fromEntries(draft?.fields ?? []));
      const isBehind = begun !== undefined;
      const offer = await offerOf(render, { draft, path, isOpened, isBehind, back: response.req.path });
      page = page.slice(0, startsAt) + offer + ((isOpened ? begun : undefined) ?? page.slice(startsAt));
    }
    return page;
  }
}

function offerOf(
  render: Response['render'],
  offered: { draft: Draft | undefined; path: string; isOpened: boolean; isBehind: boolean; back: string },
): Promise<string> {
  const { draft, path, isOpened, isBehind, back } = offered;
  const model = {
    isOpened,
    isBehind,
    draft,
    fields: draft?.fields ?? [],
    formPath: path,
    removalPath: `${sitePaths.drafts}/${draft?.id ?? ''}/removal`,
    back,
    headingId: `draft-heading-${draft?.id ?? 'opened'}`,
  };
  return new Promise<string>((resolve, reject) =>
    render('drafts/offer.njk', model, (error: Error | null, part: string) => (error ? reject(error) : resolve(part))),
  );
}

/** Chosen before anybody types, so that a form sent empty is no draft. */
const CHOSEN_BEFOREHAND = ['_csrf', 'submissionId', ...SEEN_FIELDS, 'visibility', 'mayBePassedOn', 'step', 'kind'];

const saysSomething = (body: Record<string, unknown>): boolean =>
  keptFields(body).some(([name, value]) => !CHOSEN_BEFOREHAND.includes(name) && value.trim() !== '');
