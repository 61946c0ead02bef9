import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { type Day, dayInWords } from '../shared/day';
import { Invalid, NotFound } from '../shared/errors';
import { newId } from '../shared/ids';
import type { PlaceInCohort } from './domain/place-in-cohort';
import type { ReviewWindow } from './domain/review-rule';
import { onWorkingDay } from './domain/working-due-day';
import { keepBirthday } from './keep-birthday';
import { AlreadyScheduled, PlanIsClosed } from './review.errors';
import { ReviewSchedule } from './review-schedule.entity';
import { eventsSql, type HappenedEvent, type NextWindow, nextWindow } from './review-window';

export interface NewReviewSchedule {
  planId: string;
  individualId: string;
  /** The day the rule counts from; without it the day the plan's last review was held, or today. A date that is over by then is due today. */
  from?: Day;
  /** A date agreed elsewhere, used instead of the rule's; it may already be past, and is otherwise moved to a working day. */
  dueOn?: Day;
  /** A date sooner than the rule's, set in a review or by the panel; the rule's stays the latest. */
  soonerOn?: Day | null;
  /** What the agreed date is called, and why it is that. */
  rule?: string;
  explanation?: string;
}

interface PlanRow extends PlaceInCohort {
  status: string;
  accessKeys: string[];
  dateOfBirth: Day | null;
  lastHeldOn: Day | null;
  events: HappenedEvent[];
  isScheduled: boolean;
}

/** Starts the obligation to review a plan: by the rule of the person's tier, or on a date agreed elsewhere. */
@Injectable()
export class ScheduleReview {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, asked: NewReviewSchedule, submission?: Submission): Promise<{ id: string; dueOn: Day }> {
    return this.transactions.act(actor, (tx) => this.within(tx, asked), submission);
  }

  async within(tx: Transaction, asked: NewReviewSchedule): Promise<{ id: string; dueOn: Day }> {
    const plan = await lockPlan(tx, asked);
    this.rules.ensureMay(tx.actor, 'schedule', 'ReviewSchedule', plan);
    if (plan.status === 'closed') throw new PlanIsClosed();
    if (plan.isScheduled) throw new AlreadyScheduled();
    const from = asked.from ?? plan.lastHeldOn ?? tx.today;
    const agreed = asked.dueOn === undefined ? undefined : windowAgreed({ ...asked, from }, asked.dueOn, tx.today);
    const byRule = nextWindow({ ...plan, from, soonerOn: asked.soonerOn, today: tx.today, agreed });
    if ('message' in byRule) throw new Invalid([byRule]);
    const window = asked.from === undefined ? notBefore(tx.today, byRule) : byRule;
    const id = newId();
    await tx.insert(ReviewSchedule, {
      id,
      planId: asked.planId,
      individualId: asked.individualId,
      windowFrom: window.windowFrom,
      dueOn: window.dueOn,
      rule: window.rule,
      explanation: window.explanation,
      tier: asked.dueOn === undefined ? plan.tier : null,
      countedFrom: from,
      noLaterThan: window.noLaterThan,
      madeBy: tx.actor.userId,
      madeAt: tx.now,
    });
    if (window.because?.kind.startsWith('turning'))
      await keepBirthday(tx, { ...window.because, scheduleId: id, individualId: asked.individualId });
    await tx.audit({
      act: 'review_schedule.started',
      subjectType: 'review_schedule',
      subjectId: id,
      individualId: asked.individualId,
      fields: ['dueOn', 'rule'],
    });
    return { id, dueOn: window.dueOn };
  }
}

const PLAN = `
    SELECT p.status, p.access_keys AS "accessKeys",
            m.tier, m.strand, i.date_of_birth AS "dateOfBirth", ${eventsSql('i.id')} AS events,
            (SELECT max(r.held_on) FROM reviews r WHERE r.plan_id = p.id) AS "lastHeldOn",
            EXISTS (SELECT 1 FROM review_schedules s WHERE s.plan_id = p.id AND s.status IN ('active','exempt')) AS "isScheduled"
       FROM plans p
       JOIN individuals i ON i.id = p.individual_id
       LEFT JOIN cohort_memberships m ON m.individual_id = p.individual_id AND m.ended_on IS NULL
      WHERE p.id = $1 AND p.individual_id = $2 AND p.access_keys && $3::uuid[]`;

/** The plan's row is locked first wherever a schedule changes, so that two writers wait and never deadlock. */
async function lockPlan(tx: Transaction, asked: NewReviewSchedule): Promise<PlanRow> {
  await tx.query('SELECT 1 FROM plans WHERE id = $1 FOR UPDATE', [asked.planId]);
  const [plan] = await tx.query<PlanRow>(PLAN, [asked.planId, asked.individualId, tx.actor.accessKeys]);
  if (!plan) throw new NotFound();
  return plan;
}

/** Of a plan that was left without a schedule: what should have been held meanwhile is held now. */
function notBefore(today: Day, window: NextWindow): NextWindow {
  if (window.dueOn >= today) return window;
  const { dueOn } = onWorkingDay(today, today);
  const due = dueOn === today ? 'today' : 'on the next working day';
  const words = `By the rule that was ${dayInWords(window.dueOn)}, which is over, so the review is due ${due}.`;
  return { ...window, dueOn, noLaterThan: dueOn, explanation: `${window.explanation} ${words}` };
}

function windowAgreed(asked: NewReviewSchedule & { from: Day }, agreedOn: Day, today: Day): ReviewWindow {
  // What is overdue stays as it was agreed.
  const { dueOn, words } = agreedOn < today ? { dueOn: agreedOn, words: '' } : onWorkingDay(agreedOn, today);
  const explanation = asked.explanation ?? 'This date was agreed by people and not worked out from the tier.';
  return {
    windowFrom: dueOn < asked.from ? dueOn : asked.from,
    dueOn,
    rule: asked.rule ?? 'Date set by people',
    explanation: `${explanation} ${words}`.trim(),
  };
}
