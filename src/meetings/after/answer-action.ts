import { Injectable } from '@nestjs/common';
import { ActionAlreadyClosed, CloseAction } from '../../actions';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, Invalid, NotFound, Stale } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { type LoadedMeeting, loadMeeting } from '../load-meeting';
import { MeetingNotOpen } from '../meeting.errors';

export const ACTION_ANSWERS = ['done', 'not_done', 'could_not_be_done'] as const;
export type ActionAnswer = (typeof ACTION_ANSWERS)[number];

export interface AnsweredAction {
  meetingId: string;
  actionId: string;
  /** The version of the action the user saw. */
  version: number;
  answer: ActionAnswer;
  words: string;
}

export class AnotherAgencysAction extends Conflict {
  constructor() {
    super('Only the agency that owns the action, or the chair of the panel, says what became of it.');
  }
}

/**
 * Says at a meeting what became of an action an earlier one made: done, not done by the agency, or could not be done
 * because circumstances changed (the three that minutes must tell apart, 2-practice 2.2). It closes the action.
 */
@Injectable()
export class AnswerAction {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly closeAction: CloseAction,
  ) {}

  run(actor: Actor, answered: AnsweredAction, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, answered), submission);
  }

  /** @throws NotFound for an action no earlier meeting of this panel made, or that the actor may not see; Stale */
  async within(tx: Transaction, answered: AnsweredAction): Promise<{ id: string }> {
    const { meetingId, actionId, version, answer, words } = answered;
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'minute', 'Meeting', meeting);
    if (meeting.status !== 'planned') throw new MeetingNotOpen();
    if (!isId(actionId)) throw new NotFound();
    const [made] = await tx.query<{ individualId: string; ownerAgencyId: string }>(
      `SELECT a.individual_id AS "individualId", a.owner_agency_id AS "ownerAgencyId" FROM actions a JOIN meeting_items t ON t.id = a.made_in_id
         JOIN meetings o ON o.id = t.meeting_id AND o.panel_id = $2 AND o.held_on < $3
        WHERE a.id = $1 AND a.made_in = 'meeting' AND a.access_keys && $4::uuid[]
          AND t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])`,
      [actionId, meeting.panelId, meeting.heldOn, tx.actor.accessKeys],
    );
    if (!made) return this.ofWhoLeft(tx, meeting, answered);
    this.refuseAnothers(tx, meeting, made.ownerAgencyId);
    await this.closeAction.within(tx, { id: actionId, version, status: answer, outcome: words });
    const id = newId();
    await tx.query(
      `INSERT INTO meeting_action_answers (id, meeting_id, panel_id, action_id, individual_id, answer, words, answered_by, answered_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, meetingId, meeting.panelId, actionId, made.individualId, answer, words.trim(), tx.actor.userId, tx.now],
    );
    await tx.audit({
      act: 'meeting.action_answered',
      subjectType: 'action',
      subjectId: actionId,
      individualId: made.individualId,
      fields: ['answer', 'words'],
    });
    return { id };
  }

  /** Of somebody who has left the cohort the panel has the action itself: the database closes and answers it by the same rights. */
  private async ofWhoLeft(tx: Transaction, meeting: LoadedMeeting, answered: AnsweredAction): Promise<{ id: string }> {
    const { actionId, version, answer } = answered;
    const [asked] = await tx.query<{ ownerAgencyId: string; version: number; status: string }>(
      `SELECT l.owner_agency_id AS "ownerAgencyId", l.version, l.status FROM outstanding_of_who_left($1) l WHERE l.id = $2`,
      [meeting.id, actionId],
    );
    if (!asked) throw new NotFound();
    this.refuseAnothers(tx, meeting, asked.ownerAgencyId);
    if (asked.version !== version) throw new Stale();
    if (asked.status !== 'open') throw new ActionAlreadyClosed();
    const words = answered.words.trim();
    if (words === '') throw new Invalid([{ field: 'words', message: 'Enter what happened' }]);
    const id = newId();
    const [done] = await tx.query<{ individualId: string | null }>(
      'SELECT answer_action_of_who_left($1, $2, $3, $4, $5, $6, $7) AS "individualId"',
      [id, meeting.id, actionId, version, answer, words, tx.now],
    );
    const individualId = done?.individualId;
    if (!individualId) throw new Stale();
    const about = { subjectType: 'action', subjectId: actionId, individualId };
    await tx.audit({ act: 'action.closed', ...about, fields: ['status', 'outcome'] });
    await tx.announce('action.closed', actionId);
    await tx.audit({ act: 'meeting.action_answered', ...about, fields: ['answer', 'words'] });
    return { id };
  }

  private refuseAnothers(tx: Transaction, meeting: LoadedMeeting, ownerAgencyId: string): void {
    const mayForAll = this.rules.may(tx.actor, 'hold', 'Meeting', meeting);
    if (ownerAgencyId !== tx.actor.agencyId && !mayForAll) throw new AnotherAgencysAction();
  }
}
