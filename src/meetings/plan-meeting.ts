import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { addDays, type Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { refuseUnconfirmedRestDay } from './diary/rest-days';
import { BuildAgenda } from './build-agenda';
import { MeetingThatDayAlready } from './meeting.errors';
import { Meeting } from './meeting.entity';
import { onePanelOf } from './panel-of';

export interface NewMeeting {
  /** Default: the only panel the actor sits on. */
  panelId?: string;
  heldOn: Day;
  /** London time, `HH:MM`. */
  startsAt: string;
  place: string;
  /** Confirms a weekend or bank holiday. */
  onRestDay?: boolean;
}

const DAYS_AHEAD_MOST = 730;

/** Puts a meeting in the panel's diary and makes its agenda. */
@Injectable()
export class PlanMeeting {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly buildAgenda: BuildAgenda,
  ) {}

  run(actor: Actor, meeting: NewMeeting, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, meeting), submission);
  }

  /** @throws MeetingThatDayAlready, Invalid for a day in the past or an unconfirmed day of rest, NotAllowed for anyone but the panel's chair */
  async within(tx: Transaction, meeting: NewMeeting): Promise<{ id: string }> {
    const panelId = meeting.panelId ?? (await onePanelOf(tx));
    this.rules.ensureMay(tx.actor, 'plan', 'Meeting', { accessKeys: [panelId] });
    refuseUnlikelyDay(meeting.heldOn, tx.today);
    refuseUnconfirmedRestDay(meeting);
    await refuseSecondThatDay(tx, panelId, meeting.heldOn);
    const id = newId();
    const { heldOn, startsAt, place } = meeting;
    await tx.insert(Meeting, { id, panelId, heldOn, startsAt, place, createdBy: tx.actor.userId, createdAt: tx.now });
    await tx.audit({
      act: 'meeting.planned',
      subjectType: 'meeting',
      subjectId: id,
      fields: ['heldOn', 'startsAt', 'place'],
    });
    await this.buildAgenda.within(tx, { meetingId: id });
    return { id };
  }
}

/** @throws Invalid for a day in the past or too far ahead */
export function refuseUnlikelyDay(heldOn: Day, today: Day): void {
  if (heldOn < today)
    throw new Invalid([{ field: 'heldOn', message: 'Date of the meeting must be today or in the future' }]);
  if (heldOn > addDays(today, DAYS_AHEAD_MOST)) {
    throw new Invalid([{ field: 'heldOn', message: 'Date of the meeting must be within the next 2 years' }]);
  }
}

/** Waits for whoever is planning for the same panel, so that the answer is a sentence and not a broken constraint. */
export async function refuseSecondThatDay(tx: Transaction, panelId: string, heldOn: Day): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`meetings of ${panelId}`]);
  const taken = await tx.query('SELECT 1 FROM meetings WHERE panel_id = $1 AND held_on = $2 AND status <> $3', [
    panelId,
    heldOn,
    'cancelled',
  ]);
  if (taken.length > 0) throw new MeetingThatDayAlready(heldOn);
}
