import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { ageOn } from '../shared/age';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { checkAnswers } from './check-answers';
import type { ExploitationJudgement, ViolenceJudgement } from './domain/judge-band';
import { scoreScreening } from './domain/score-screening';
import { standingBands } from './domain/standing-band';
import { lastKnown } from './last-known';
import { judgementOf } from './judgement';
import type { EvidencedAnswer, StrengthAnswer } from './kept-screening';
import { sameScreening } from './same-screening';
import { screenedIndividual } from './screened-individual';
import { Screening } from './screening.entity';
import { NoToolInForce, ToolChanged } from './screening.errors';
import { CurrentTool } from './tool-in-force';

export interface NewScreening {
  individualId: string;
  /** The version whose questions were answered; left out, the one in force. Any other is refused. */
  toolVersionId?: string | null;
  screenedOn: Day;
  /** By question id. A question left out was not answered, which is not the same as not known. */
  answers: Record<string, EvidencedAnswer>;
  protectiveFactors?: Record<string, StrengthAnswer>;
  /** Left out: the band the answers give. */
  judgedExploitationBand?: ExploitationJudgement | null;
  judgedViolenceBand?: ViolenceJudgement | null;
  judgementReason?: string | null;
}

/** Records one screening with the tool in force, and what the practitioner judges beside what the answers give. */
@Injectable()
export class RecordScreening {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly currentTool: CurrentTool,
  ) {}

  run(actor: Actor, screening: NewScreening, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, screening), submission);
  }

  async within(tx: Transaction, input: NewScreening): Promise<{ id: string }> {
    const individual = await screenedIndividual(tx, input.individualId);
    this.rules.ensureMay(tx.actor, 'record', 'Screening', individual);
    const tool = await this.currentTool.within(tx);
    if (!tool) throw new NoToolInForce();
    if (input.toolVersionId && input.toolVersionId !== tool.toolVersionId) throw new ToolChanged();
    const problems = [
      ...individual.problemsOfDay(input.screenedOn, tx.today),
      ...checkAnswers(tool.definition, { protectiveFactors: {}, ...input }),
    ];
    if (problems.length > 0) throw new Invalid(problems);
    const { dateOfBirth } = individual;
    const ageOnDay = dateOfBirth === null ? null : ageOn(dateOfBirth, input.screenedOn);
    const answers = { questions: input.answers, protectiveFactors: input.protectiveFactors ?? {} };
    const result = standingBands(
      scoreScreening(tool.definition, input.answers, { ageOnDay, screenedOn: input.screenedOn }),
      await lastKnown(tx, { ...input, answers }),
    );
    const judgement = judgementOf(result, input);
    const kept = {
      individualId: input.individualId,
      toolVersionId: tool.toolVersionId,
      screenedOn: input.screenedOn,
      answers,
      result: { ...result, ageOnDay, judgement: judgement.kept },
      judgementReason: judgement.reason,
    };
    const already = await sameScreening(tx, kept);
    if (already) return already;
    const id = newId();
    await tx.insert(Screening, {
      id,
      ...kept,
      exploitationBand: result.exploitation.band,
      violenceBand: result.violence.band,
      ...judgement.inEffect,
      screenedBy: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      recordedAt: tx.now,
    });
    await tx.audit({
      act: 'screening.recorded',
      subjectType: 'screening',
      subjectId: id,
      individualId: input.individualId,
      fields: judgement.fields,
    });
    return { id };
  }
}
