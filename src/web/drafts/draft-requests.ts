import { Injectable, Logger, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Actor } from '../../platform/access';
import { isId } from '../../shared/ids';
import { keptFields } from '../sign-in/kept-fields';
import { type Draft, type DraftPages, Drafts } from './drafts';
import {
  draftedForms,
  fieldsOnPage,
  formPathOf,
  pageIn,
  SEEN_FIELDS,
  withKnown,
  withWhatWasSeen,
} from './drafted-form';
import { type Offer, offerOf, type Render } from './offer';

/** A form that was sent, for the page that answers it. */
interface Sent {
  path: string;
  isOpened: boolean;
  fields: Record<string, unknown>;
  pages: DraftPages;
}

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
    const sent = request.method === 'POST' ? this.unmarked(request) : undefined;
    const left = request.method === 'POST' ? pageIn(submissionIn(request.body)) : (request.session.leftPage ?? '');
    this.offer({ actor, response, sent, left, isPosted: request.method === 'POST' });
    if (sent === undefined) {
      // Recorded from its check page, which carries no mark, a form is recorded all the same.
      const sentTo = request.originalUrl.split('?')[0] ?? '';
      response.locals['draftDone'] = () => this.drafts.forget(actor, sentTo);
      return next();
    }
    response.locals['draftOf'] = sent.path;
    if (sent.isOpened) response.locals['draftOpened'] = true;
    if (sent.isOpened || !saysSomething(sent.fields)) return next();
    this.keep(actor, response, sent).then(() => next(), next);
  }

  /** The form that was sent, its marks taken out of the body that the handler reads. */
  private unmarked(request: Request): (Sent & { draftFor: unknown }) | undefined {
    const path = formPathOf(request.body);
    if (path === undefined) return undefined;
    const { draftOf: _of, draftFor, draftOpen, draftKnown, ...fields } = request.body as Record<string, unknown>;
    request.body = fields;
    const pages = { own: pageIn(submissionIn(fields)), known: pageIn(draftKnown) };
    return { path, isOpened: draftOpen === 'yes', fields, pages, draftFor };
  }

  private async keep(actor: Actor, response: Response, sent: Sent & { draftFor: unknown }): Promise<void> {
    const { path: formPath, fields: body, pages, draftFor } = sent;
    const individualId = /^\/individuals\/([^/]+)/.exec(formPath)?.[1] ?? draftFor;
    try {
      const savedAt = await this.drafts.keep(actor, {
        formPath,
        body,
        pages,
        individualId: typeof individualId === 'string' && isId(individualId) ? individualId : undefined,
      });
      response.locals['draftSavedAt'] = savedAt;
      response.locals['draftDone'] = () => this.drafts.forget(actor, formPath, pages);
      if (savedAt === undefined) response.locals['draftUnread'] = formPath;
    } catch (error) {
      // The form itself is tried all the same, and says what is wrong.
      this.logger.warn(error instanceof Error ? error.name : 'a draft was not kept');
    }
  }

  /** Only a page with such a form pays for the question whether there is a draft of it. */
  private offer(page: Page): void {
    const { response } = page;
    const render = response.render.bind(response);
    response.render = (view: string, model?: unknown, callback?: unknown) => {
      const locals = typeof model === 'object' && model !== null ? model : {};
      if (typeof callback === 'function') {
        render(view, locals, (error: Error | null, html: string) => void callback(error, html));
        return;
      }
      render(view, locals, (error: Error | null, html: string) => {
        if (error) response.req.next?.(error);
        else {
          this.withOffers(page, html, render)
            .then((whole) => response.send(whole))
            .catch((problem: unknown) => response.req.next?.(problem));
        }
      });
    };
  }

  private async withOffers(page: Page, html: string, render: Render): Promise<string> {
    const forms = draftedForms(html);
    if (forms.length === 0 || page.response.locals['offersNoDraft'] === true) return html;
    const shown = page.response.locals['draftShown'] as Draft | undefined;
    const drafts = await this.drafts.findAll(
      page.actor,
      forms.map(({ path }) => path),
    );
    let whole = html;
    // From the last to the first, so that where the others start stays true.
    for (const { path, startsAt } of forms.toReversed()) {
      const draft = drafts.find((one) => one.formPath === path);
      const rest = whole.slice(startsAt);
      let part: Promise<string>;
      if (page.sent?.path === path) part = asSent(page, page.sent, rest, render);
      else if (shown?.formPath === path) part = asShown(shown, rest, render);
      else part = asOffered(page, draft, rest, render);
      whole = whole.slice(0, startsAt) + (await part);
    }
    return whole;
  }
}

interface Page {
  actor: Actor;
  response: Response;
  sent: Sent | undefined;
  /** The page that was on the screen when one of its forms was sent: its other drafts are put back unasked. */
  left: string;
  isPosted: boolean;
}

/** The form that this page answers: opened from its draft, or come back because it could not be saved. */
async function asSent({ response }: Page, sent: Sent, html: string, render: Render): Promise<string> {
  const isKept = response.locals['draftSavedAt'] instanceof Date;
  const known = isKept ? sent.pages.own : sent.pages.known;
  if (!sent.isOpened) return withKnown(html, known);
  const begun = withWhatWasSeen(html, 0, sent.fields);
  const opened: Offer = { isOpened: true, isBehind: begun !== undefined, formPath: sent.path };
  return (await offerOf(render, opened)) + withKnown(begun ?? html, known);
}

/** The page that stands at the draft's own address, filled in with it. */
const asShown = async (draft: Draft, html: string, render: Render): Promise<string> =>
  (await offerOf(render, { isOpened: true, isBehind: false, formPath: draft.formPath })) +
  withKnown(html, draft.typedOn);

async function asOffered(
  { response, left, isPosted, sent }: Page,
  draft: Draft | undefined,
  html: string,
  render: Render,
): Promise<string> {
  if (!draft) return html;
  const putsBack = draft.typedOn !== '' && draft.typedOn === left;
  // The answer to a form has no address to come back to: there only what was on the same page is put back, by the script.
  if (isPosted && (!putsBack || sent?.isOpened)) return html;
  const fields = fieldsOnPage(draft.fields, html);
  // What is left of it may be no more than the marks of what it was typed beside.
  if (!saysSomething(Object.fromEntries(fields))) return html;
  const isBehind = withWhatWasSeen(html, 0, Object.fromEntries(draft.fields)) !== undefined;
  const offer = { draft: { ...draft, fields }, putsBack, isPosted, isBehind, back: response.req.path };
  return (await offerOf(render, offer)) + html;
}

const submissionIn = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'submissionId' in body ? body.submissionId : undefined;

/** Chosen before anybody types, so that a form sent empty is no draft; of a form about many records, for each of them. */
const CHOSEN_BEFOREHAND = ['_csrf', 'submissionId', ...SEEN_FIELDS, 'visibility', 'mayBePassedOn', 'step', 'kind'];

const CHOSEN_FOR_EACH = ['visibility-', 'version-'];

const saysSomething = (body: Record<string, unknown>): boolean =>
  keptFields(body).some(
    ([name, value]) =>
      !CHOSEN_BEFOREHAND.includes(name) &&
      !CHOSEN_FOR_EACH.some((part) => name.startsWith(part)) &&
      value.trim() !== '',
  );
