import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { type FieldProblem, Invalid, NotFound, Refusal, Stale } from '../../shared/errors';
import { loadMeeting } from '../load-meeting';
import { MeetingNotOpen } from '../meeting.errors';
import { AnswerAction, type AnsweredAction } from './answer-action';

export interface AnsweredActions {
  meetingId: string;
  answers: Omit<AnsweredAction, 'meetingId'>[];
}

/** Says of several outstanding actions at once what became of each. All of them or none: what is refused is said of its own row. */
@Injectable()
export class AnswerActions {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly answerAction: AnswerAction,
  ) {}

  run(actor: Actor, asked: AnsweredActions, submission?: Submission): Promise<{ answered: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, asked), submission);
  }

  /**
   * @throws NotFound, MeetingNotOpen for the meeting; Invalid with a problem `<action>.<field>` for every row that is refused,
   * whatever the reason, so that the rest is sent again as it was typed
   */
  async within(tx: Transaction, { meetingId, answers }: AnsweredActions): Promise<{ answered: number }> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'minute', 'Meeting', meeting);
    if (meeting.status !== 'planned') throw new MeetingNotOpen();
    const problems: FieldProblem[] = [];
    for (const answer of answers) {
      try {
        await this.answerAction.within(tx, { meetingId, ...answer });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        problems.push(...problemsOf(answer.actionId, error));
      }
    }
    if (problems.length > 0) throw new Invalid(problems);
    return { answered: answers.length };
  }
}

function problemsOf(actionId: string, refusal: Refusal): FieldProblem[] {
  if (refusal.problems.length > 0)
    return refusal.problems.map(({ field, message }) => ({ field: `${actionId}.${field}`, message }));
  return [{ field: `${actionId}.answer`, message: wordsOf(refusal) }];
}

/** In few words, since there may be several. Of what is out of sight nothing is told but that. */
function wordsOf(refusal: Refusal): string {
  if (refusal instanceof Stale) return 'Somebody changed this action meanwhile. Look at it again';
  if (refusal instanceof NotFound) return 'This action can no longer be answered here';
  return refusal.message;
}
