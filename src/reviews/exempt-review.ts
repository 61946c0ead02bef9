import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { type Day, dayInWords } from '../shared/day';
import { type FieldProblem, Invalid } from '../shared/errors';
import { changeSchedule } from './change-schedule';
import { EXEMPTION_KINDS, type ExemptionKind, whyNotExemptUntil } from './domain/exemption';
import { ensureAllows, lockSchedule } from './locked-schedule';
import { EXEMPTION_WORDS } from './exemption-words';

export interface NewExemption {
  scheduleId: string;
  /** The version the user saw. */
  version: number;
  kind: ExemptionKind;
  words: string;
  /** The last day: the day after it the review is owed again by itself. */
  until: Day;
}

/** Says that a review cannot be held for a while, why, and until when. Nothing is reminded of in the meantime. */
@Injectable()
export class ExemptReview {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, exemption: NewExemption, submission?: Submission): Promise<{ id: string; individualId: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, exemption), submission);
  }

  /** @throws Stale; ScheduleDoesNotAllow; Invalid */
  async within(tx: Transaction, exemption: NewExemption): Promise<{ id: string; individualId: string }> {
    const schedule = await lockSchedule(tx, exemption.scheduleId);
    this.rules.ensureMay(tx.actor, 'exempt', 'ReviewSchedule', schedule);
    ensureAllows(schedule, 'exempt', exemption.version);
    const problems = problemsOf(exemption, tx.today);
    if (problems.length > 0) throw new Invalid(problems);
    const { kind, until } = exemption;
    const words = exemption.words.trim();
    await changeSchedule(tx, schedule, {
      act: 'review_schedule.exempted',
      reason: `${EXEMPTION_WORDS[kind]}, until ${dayInWords(until)}. ${words}`,
      values: { status: 'exempt', statusReason: words, exemptKind: kind, exemptSince: tx.today, exemptUntil: until },
    });
    return { id: schedule.id, individualId: schedule.individualId };
  }
}

function problemsOf({ kind, words, until }: NewExemption, today: Day): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!EXEMPTION_KINDS.includes(kind)) {
    problems.push({ field: 'kind', message: 'Select why the review cannot be held' });
  }
  if (words.trim() === '') problems.push({ field: 'words', message: 'Enter what makes it impossible' });
  const refused = whyNotExemptUntil(until, today);
  if (refused !== null) problems.push({ field: 'until', message: refused });
  return problems;
}
