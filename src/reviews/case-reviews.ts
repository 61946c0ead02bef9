import { Injectable } from '@nestjs/common';
import { CaseAgencies } from '../notes';
import { type Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { NotFound } from '../shared/errors';
import { Clock } from '../shared/clock';
import { isId } from '../shared/ids';
import { awayNow, awayOn, type AwayRow } from '../users';
import {
  type AcknowledgementRow,
  acknowledgementsOfCase,
  acknowledgementsOfSchedule,
} from './acknowledgements.queries';
import { type ReviewDue, reviewDue } from './review-due';
import {
  type ActionAnswerRow,
  actionAnswersOf,
  type ActionOfReviewRow,
  actionsOf,
  type AgencyChoiceRow,
  agencyChoices,
  type AttendeeRow,
  attendeesOf,
  type CurrentScheduleRow,
  currentSchedule,
  type ReminderRow,
  remindersOfSchedule,
  reviewById,
  type ReviewRow,
  reviewsOfCase,
  cancelledSchedules,
  scheduleOfCase,
} from './reviews.queries';
import { type RungRow, rungs } from './rungs-to-come';
import { changesOfCase, type ScheduleChangeRow, type TriggerRow, triggersOfCase } from './schedule-history.queries';

/** More than anybody has; a case that goes on longer is read over the API. */
const MOST_ON_A_PAGE = 100;

/** What the pages of a case say about its reviews. The head of the case has written the audit row of the reading. */
@Injectable()
export class CaseReviews {
  constructor(
    private readonly reader: Reader,
    private readonly caseAgencies: CaseAgencies,
    private readonly clock: Clock,
  ) {}

  async overview(actor: Actor, individualId: string) {
    const [[schedule], reviews, cancelled] = await this.reader.read<
      [CurrentScheduleRow, ReviewRow, CurrentScheduleRow]
    >(
      actor,
      undefined,
      currentSchedule(actor, individualId),
      reviewsOfCase(actor, individualId, { limit: MOST_ON_A_PAGE }),
      cancelledSchedules(actor, individualId),
    );
    return { schedule, reviews, cancelled };
  }

  /** Why the review of a case is due when it is, or one before it was: the schedule, every change of it, what happened, and who was reminded. */
  async date(actor: Actor, individualId: string, scheduleId: string | null = null) {
    const [[schedule], changes, triggers, reminders, acknowledgements, ladder, away] = await this.reader.read<
      [CurrentScheduleRow, ScheduleChangeRow, TriggerRow, ReminderRow, AcknowledgementRow, RungRow, AwayRow]
    >(
      actor,
      undefined,
      scheduleId === null ? currentSchedule(actor, individualId) : scheduleOfCase(actor, individualId, scheduleId),
      changesOfCase(actor, individualId, scheduleId),
      triggersOfCase(actor, individualId),
      remindersOfSchedule(actor, individualId, scheduleId),
      scheduleId === null ? acknowledgementsOfCase(actor, individualId) : acknowledgementsOfSchedule(actor, scheduleId),
      rungs(),
      awayOn(this.clock.today()),
    );
    return { schedule, changes, triggers, reminders, acknowledgements, ladder, away: awayNow(away) };
  }

  /** What a form needs: the review that is due, the last one held, and where attendees can come from. */
  async forRecording(actor: Actor, individualId: string) {
    const [[due], [previous], agencies] = await this.reader.read<[ReviewDue, ReviewRow, AgencyChoiceRow]>(
      actor,
      undefined,
      reviewDue(actor, individualId),
      reviewsOfCase(actor, individualId, { limit: 1 }),
      agencyChoices(),
    );
    return { due, previous, agencies, agenciesOnCase: await this.caseAgencies.of(actor, individualId) };
  }

  /** @throws NotFound when this case has no such review, or it is not the actor's to see */
  async one(actor: Actor, individualId: string, reviewId: string) {
    if (!isId(reviewId)) throw new NotFound();
    const [[review], attendees, actions, answers, [schedule]] = await this.reader.read<
      [ReviewRow, AttendeeRow, ActionOfReviewRow, ActionAnswerRow, CurrentScheduleRow]
    >(
      actor,
      undefined,
      reviewById(actor, reviewId),
      attendeesOf(actor, reviewId),
      actionsOf(actor, reviewId),
      actionAnswersOf(actor, reviewId),
      currentSchedule(actor, individualId),
    );
    if (!review || review.individual_id !== individualId) throw new NotFound();
    return { review, attendees, actions, answers, schedule };
  }
}
