import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { addEntry, hasEvidence } from '../entries/add-entry';
import { nameNobody } from '../entries/name-nobody';
import { loadActivity } from './load-activity';
import { StrategyActivity } from './strategy-activity.entity';
import type { ProgressFields } from './strategy.fields';

type Progress = ProgressFields & { id: string; version: number };

/** Says how far an activity is: progress, per cent, a status with its reason, and evidence where there is some. */
@Injectable()
export class RecordProgress {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, progress: Progress, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, progress), submission);
  }

  /** Each report stays as an entry of its day. @throws Stale when somebody reported first */
  async within(tx: Transaction, { id, version, ...said }: Progress): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'say_progress', 'RegisterLine', await loadActivity(tx, id));
    const { progress, percentComplete, rag, ragReason } = said;
    await nameNobody(tx, said);
    if (rag === 'blue') await ensureBlue(tx, id, said);
    await tx.change(StrategyActivity, { id, version }, { progress, percentComplete, rag, ragReason });
    const line = { activityId: id };
    await addEntry(tx, line, {
      kind: 'progress',
      happenedOn: tx.today,
      text: `${progress}\n${percentComplete}% complete. ${ragReason}`,
    });
    if (said.evidence) {
      const happenedOn = said.evidenceOn ?? tx.today;
      await addEntry(tx, line, { kind: 'evidence', happenedOn, text: said.evidence, keptAt: said.keptAt });
    }
    await tx.audit({
      act: 'strategy_activity.progress_recorded',
      subjectType: 'strategy_activity',
      subjectId: id,
      fields: ['progress', 'percentComplete', 'rag', 'ragReason', ...(said.evidence ? ['evidence'] : [])],
    });
    return { id };
  }
}

/** “Complete and evidenced” is said only of what is both. @throws Invalid saying what is missing */
async function ensureBlue(tx: Transaction, id: string, { percentComplete, evidence }: ProgressFields): Promise<void> {
  const problems = [
    ...(percentComplete === 100
      ? []
      : [
          { field: 'percentComplete', message: 'Blue is for what is 100% complete: change the per cent or the status' },
        ]),
    ...(evidence || (await hasEvidence(tx, { activityId: id }))
      ? []
      : [{ field: 'evidence', message: 'Blue is for what is evidenced: add the evidence' }]),
  ];
  if (problems.length > 0) throw new Invalid(problems);
}
