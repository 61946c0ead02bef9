import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import type { Day } from '../../shared/day';
import { Invalid } from '../../shared/errors';
import { oneDecisionAtATime, retireWhatIsInForce } from '../install-tool';
import { NothingAsked, SecondPersonNeeded } from '../screening.errors';
import { ScreeningToolVersion } from '../screening-tool-version.entity';
import { NOT_ASKED } from './change-draft';
import { loadedDraft, type SeenVersion } from './loaded-draft';
import { obstaclesOf, whyNotSecond } from './readiness';
import { examplesOfVersion, type ToolExampleRow, type ToolVersionDetail } from './tools.queries';

export interface AskedDecision extends SeenVersion {
  /** The day the partnership decided. */
  decidedOn: Day;
  reason: string;
}

/** Putting a draft in force: one asks, with the day and the reason of the decision; another agrees. Or nobody does. */
@Injectable()
export class DecideTool {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  ask(actor: Actor, asked: AskedDecision, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.askWithin(tx, asked), submission);
  }

  agree(actor: Actor, seen: SeenVersion, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.agreeWithin(tx, seen), submission);
  }

  /** The draft stays as it is and nobody asks any more. */
  withdraw(actor: Actor, seen: SeenVersion, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const draft = await loadedDraft(tx, this.rules, seen);
        if (draft.asked_by === null) throw new NothingAsked();
        return this.changed(tx, seen, 'screening_tool.request_withdrawn', NOT_ASKED);
      },
      submission,
    );
  }

  /** The draft is put aside for good: kept, never used. */
  putAside(actor: Actor, seen: SeenVersion, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        await loadedDraft(tx, this.rules, seen);
        const aside = { ...NOT_ASKED, status: 'retired' as const, retiredOn: tx.today };
        return this.changed(tx, seen, 'screening_tool.put_aside', aside);
      },
      submission,
    );
  }

  async askWithin(tx: Transaction, { reason, decidedOn, ...seen }: AskedDecision): Promise<{ id: string }> {
    const draft = await loadedDraft(tx, this.rules, seen);
    if (decidedOn > tx.today) {
      throw new Invalid([{ field: 'decidedOn', message: 'The day of the decision must be today or in the past' }]);
    }
    await this.ensureReady(tx, draft);
    const asked = { askedBy: tx.actor.userId, askedAt: tx.now, decidedOn, decisionReason: reason };
    return this.changed(tx, seen, 'screening_tool.asked', asked);
  }

  async agreeWithin(tx: Transaction, seen: SeenVersion): Promise<{ id: string }> {
    await oneDecisionAtATime(tx);
    const draft = await loadedDraft(tx, this.rules, seen);
    if (draft.asked_by === null) throw new NothingAsked();
    const refusal = whyNotSecond(draft, tx.actor);
    if (refusal !== null) throw new SecondPersonNeeded(refusal);
    await this.ensureReady(tx, draft);
    await retireWhatIsInForce(tx);
    return this.changed(tx, seen, 'screening_tool.put_in_force', {
      status: 'in_force',
      inForceOn: tx.today,
      agreedBy: tx.actor.userId,
      agreedAt: tx.now,
    });
  }

  private async ensureReady(tx: Transaction, draft: ToolVersionDetail): Promise<void> {
    const examples = await tx.query<ToolExampleRow>(examplesOfVersion(draft.id).text, [draft.id]);
    const obstacles = obstaclesOf(draft, examples);
    if (obstacles.length > 0) {
      throw new Invalid(obstacles.map((message) => ({ field: 'main-content', message })));
    }
  }

  private async changed(
    tx: Transaction,
    { id, version }: SeenVersion,
    act: string,
    values: Parameters<typeof tx.change<ScreeningToolVersion>>[2],
  ): Promise<{ id: string }> {
    await tx.change(ScreeningToolVersion, { id, version }, values);
    await tx.audit({ act, subjectType: 'screening_tool_version', subjectId: id });
    return { id };
  }
}
