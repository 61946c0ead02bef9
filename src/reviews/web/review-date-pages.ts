import { Injectable } from '@nestjs/common';
import { CaseHeaders } from '../../individuals';
import { AccessRules, type Actor } from '../../platform/access';
import { Clock } from '../../shared/clock';
import { NotAllowed, NotFound } from '../../shared/errors';
import { withDays } from '../../web/forms/date-fields';
import { CaseReviews } from '../case-reviews';
import { type DateFormModel, presentDateForm } from './present-date-forms';
import { presentReviewDate, type ReviewDateModel } from './present-review-date';

export type Fields = Record<string, unknown>;
type Right = 'record' | 'schedule' | 'exempt' | 'acknowledge';

/** Loads what the pages about a review's date show. */
@Injectable()
export class ReviewDatePages {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly reviews: CaseReviews,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  async why(actor: Actor, id: string): Promise<ReviewDateModel> {
    const header = await this.headers.load(actor, id, 'review.read');
    return presentReviewDate(header, await this.reviews.date(actor, id), {
      mayRecord: this.rules.may(actor, 'record', 'ReviewSchedule', header),
      mayExempt: this.rules.may(actor, 'exempt', 'ReviewSchedule', header),
      mayAcknowledge: this.rules.may(actor, 'acknowledge', 'ReviewSchedule', header),
      today: this.clock.today(),
    });
  }

  /** @throws NotAllowed when the actor sees the case but may not do this; NotFound when no review is scheduled */
  async form(actor: Actor, id: string, right: Right, typed: Fields = {}, isStale = false): Promise<DateFormModel> {
    const header = await this.headers.load(actor, id, 'review.read');
    if (!this.rules.may(actor, right, 'ReviewSchedule', header)) throw new NotAllowed();
    const { schedule, acknowledgements } = await this.reviews.date(actor, id);
    if (!schedule) throw new NotFound();
    return presentDateForm({ header, schedule, acknowledgements, typed, today: this.clock.today(), isStale });
  }
}

/** The answers of a form, without what says which schedule was seen. */
export function answersOf(body: Fields, days: Record<string, string>): Fields {
  const { scheduleId: _id, version: _version, ...answers } = body;
  return withDays(answers, days);
}

export const seenBy = (body: Fields): { scheduleId: string; version: number } => ({
  scheduleId: String(body['scheduleId']),
  version: Number(body['version']),
});
