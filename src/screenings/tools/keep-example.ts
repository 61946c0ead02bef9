import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import type { Day } from '../../shared/day';
import { Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { checkAnswers } from '../check-answers';
import type { GivenAnswers } from '../domain/score-question';
import { scoreScreening } from '../domain/score-screening';
import { loadedVersion, type SeenVersion } from './loaded-draft';
import { ToolExample } from './tool-example.entity';
import { examplesOfVersion, type ToolExampleRow } from './tools.queries';
import { runExamples } from './run-examples';

export interface TriedAnswers {
  /** Version of the tool they were tried with. */
  versionId: string;
  screenedOn: Day;
  age: number | null;
  answers: GivenAnswers;
}

/** Keeps made-up answers with the bands they give now as what they must give, from then on and with every draft. */
@Injectable()
export class KeepExample {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  keep(actor: Actor, example: TriedAnswers & { title: string }, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.keepWithin(tx, example), submission);
  }

  /** What it gives with this version becomes what it must give: the new result is the right one. */
  accept(actor: Actor, versionId: string, seen: SeenVersion, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const run = await this.loaded(tx, versionId, seen);
        if (!run.given) throw new Invalid([{ field: 'main-content', message: run.problem ?? 'It gives no result' }]);
        return this.change(tx, seen, 'screening_tool.example_changed', {
          expectedExploitationBand: run.given.exploitation,
          expectedViolenceBand: run.given.violence,
        });
      },
      submission,
    );
  }

  remove(actor: Actor, versionId: string, seen: SeenVersion, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        await this.loaded(tx, versionId, seen);
        return this.change(tx, seen, 'screening_tool.example_removed', { removedAt: tx.now });
      },
      submission,
    );
  }

  async keepWithin(
    tx: Transaction,
    { versionId, title, screenedOn, age, answers }: TriedAnswers & { title: string },
  ): Promise<{ id: string }> {
    const { definition, tool_id: toolId } = await loadedVersion(tx, this.rules, versionId);
    const problems = checkAnswers(definition, { screenedOn, answers, isTrial: true });
    if (problems.length > 0) throw new Invalid(problems);
    const result = scoreScreening(definition, answers, { ageOnDay: age, screenedOn });
    const id = newId();
    await tx.insert(ToolExample, {
      id,
      toolId,
      title,
      screenedOn,
      age,
      answers,
      expectedExploitationBand: result.exploitation.band,
      expectedViolenceBand: result.violence.band,
      keptBy: tx.actor.userId,
      keptAt: tx.now,
    });
    await tx.audit({ act: 'screening_tool.example_kept', subjectType: 'screening_tool_example', subjectId: id });
    return { id };
  }

  private async loaded(tx: Transaction, versionId: string, { id }: SeenVersion) {
    const { definition } = await loadedVersion(tx, this.rules, versionId);
    if (!isId(id)) throw new NotFound();
    const examples = await tx.query<ToolExampleRow>(examplesOfVersion(versionId).text, [versionId]);
    const [run] = runExamples(
      definition,
      examples.filter((example) => example.id === id),
    );
    if (!run) throw new NotFound();
    return run;
  }

  private async change(
    tx: Transaction,
    seen: SeenVersion,
    act: string,
    values: Parameters<typeof tx.change<ToolExample>>[2],
  ): Promise<{ id: string }> {
    await tx.change(ToolExample, seen, values);
    await tx.audit({ act, subjectType: 'screening_tool_example', subjectId: seen.id });
    return { id: seen.id };
  }
}
