import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { SETTINGS, type Settings } from '../../config';
import { CaseHeaders } from '../../individuals';
import { AccessRules, type Actor } from '../../platform/access';
import { answerForm, sayNotDone } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotAllowed, NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { CaseReviews } from '../case-reviews';
import { type ScheduleAct, whyNot } from '../domain/schedule-change';
import { reviewPaths } from '../paths';
import { ScheduleDoesNotAllow, whyNothingToAcknowledge } from '../review.errors';
import { type DateFormModel, presentDateForm } from './present-date-forms';
import { type NotDoneModel, presentNotDone } from './present-not-done';
import { presentReviewDate, type ReviewDateModel } from './present-review-date';

const NOT_DONE = 'reviews/views/date-not-changed.njk';
const NO_REVIEW_NOW = 'No review is scheduled for this person now, so nothing about its date can change.';

export type Fields = Record<string, unknown>;
type Right = 'record' | 'schedule' | 'exempt' | 'acknowledge';

interface SentForm<Saved> {
  actor: Actor;
  id: string;
  body: Fields;
  view: string;
  right: Right;
  notice: string | ((saved: Saved) => string);
  /** Asked again before the form comes back: where it can succeed no more, what was typed is kept without it. */
  act?: Opening['act'];
  save: () => Promise<Saved>;
}

interface Opening {
  actor: Actor;
  id: string;
  right: Right;
  act: ScheduleAct | 'acknowledge';
}

/** Loads what the pages about a review's date show, and answers their forms. */
@Injectable()
export class ReviewDatePages {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly reviews: CaseReviews,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'remindAgainDays'>,
  ) {}

  /** Of the schedule that runs, or of one that ended. @throws NotFound when this case has no such schedule */
  async why(actor: Actor, id: string, scheduleId: string | null = null): Promise<ReviewDateModel> {
    if (scheduleId !== null && !isId(scheduleId)) throw new NotFound();
    const header = await this.headers.load(actor, id, 'review.read');
    const reading = await this.reviews.date(actor, id, scheduleId);
    if (scheduleId !== null && !reading.schedule) throw new NotFound();
    return presentReviewDate(header, reading, {
      mayRecord: this.rules.may(actor, 'record', 'ReviewSchedule', header),
      mayExempt: this.rules.may(actor, 'exempt', 'ReviewSchedule', header),
      mayAcknowledge: this.rules.may(actor, 'acknowledge', 'ReviewSchedule', header),
      remindAgainDays: this.settings.remindAgainDays,
      today: this.clock.today(),
    });
  }

  /** @throws NotAllowed when the actor sees the case but may not do this; NotFound when no review is scheduled */
  async form(actor: Actor, id: string, right: Right): Promise<DateFormModel> {
    const model = await this.formIfScheduled(actor, id, right);
    if (model === null) throw new NotFound();
    return model;
  }

  /** Null when no review is scheduled now. @throws NotAllowed */
  private async formIfScheduled(
    actor: Actor,
    id: string,
    right: Right,
    typed: Fields = {},
    isStale = false,
  ): Promise<DateFormModel | null> {
    const header = await this.headers.load(actor, id, 'review.read');
    if (!this.rules.may(actor, right, 'ReviewSchedule', header)) throw new NotAllowed();
    const { schedule, acknowledgements } = await this.reviews.date(actor, id);
    if (!schedule) return null;
    return presentDateForm({ header, schedule, acknowledgements, typed, today: this.clock.today(), isStale });
  }

  /** The form. Null where the state of the review does not allow what it is for: the page of its date, which says why, is the answer. */
  async formIfAllowed(response: Response, { actor, id, right, act }: Opening): Promise<DateFormModel | null> {
    const model = await this.form(actor, id, right);
    const refused = whyNotNow(model, act);
    if (refused === null) return model;
    await sayNotDone(response, refused, reviewPaths.date(id));
    return null;
  }

  /** The same course for every form about the date: saved, shown again with what was typed and what is newer, or not for this state any more. */
  answer<Saved>(
    response: Response,
    { actor, id, body, view, right, notice, act, save }: SentForm<Saved>,
  ): Promise<void> {
    let refused: string | null = null;
    return answerForm(response, {
      save: async () => {
        try {
          return await save();
        } catch (error) {
          if (error instanceof ScheduleDoesNotAllow) refused = error.message;
          throw error;
        }
      },
      saved: () => reviewPaths.date(id),
      notice,
      again: async ({ isStale }) => {
        const model = refused === null ? await this.formIfScheduled(actor, id, right, body, isStale) : null;
        const why = model === null ? (refused ?? NO_REVIEW_NOW) : act ? whyNotNow(model, act) : null;
        if (model !== null && why === null) return { view, model };
        return { view: NOT_DONE, model: await this.notDone(actor, id, why ?? NO_REVIEW_NOW, body) };
      },
    });
  }

  /** The form was for a state that is over: recorded, exempt or cancelled by somebody else meanwhile. */
  private async notDone(actor: Actor, id: string, why: string, typed: Fields): Promise<NotDoneModel> {
    return presentNotDone(await this.headers.load(actor, id, 'review.read'), why, typed);
  }
}

function whyNotNow({ status, isOverdue, fixedWords }: DateFormModel, act: Opening['act']): string | null {
  if (act === 'change_date') return whyNot(status, act) ?? fixedWords;
  if (act !== 'acknowledge') return whyNot(status, act);
  return isOverdue ? null : whyNothingToAcknowledge(status);
}

/**
 * The answers of a form, without what says which schedule was seen.
 * @throws Invalid naming every field that is wrong, dates first
 */
export function answersOf<Form extends object>(form: new () => Form, body: Fields, days: Record<string, string>): Form {
  const { scheduleId: _id, version: _version, ...answers } = body;
  return checkedWithDays(form, answers, days);
}

export const seenBy = (body: Fields): { scheduleId: string; version: number } => ({
  scheduleId: String(body['scheduleId']),
  version: Number(body['version']),
});
