import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { type FieldProblem, Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import type { Day } from '../shared/day';
import { type Axis } from './domain/tool-definition';
import { type ExploitationJudgement, judgeBand, type ViolenceJudgement } from './domain/judge-band';
import type { KeptAnswers, KeptJudgement, KeptResult } from './kept-screening';
import { screenedIndividual } from './screened-individual';
import { Screening } from './screening.entity';

export interface PanelJudgement {
  individualId: string;
  /** The bands that change; left out, each stays what it counts as now. */
  judgedExploitationBand?: ExploitationJudgement | null;
  judgedViolenceBand?: ViolenceJudgement | null;
  judgementReason: string;
  /** The item of a meeting at which it was judged. */
  judgedIn?: string;
  judgedAt?: KeptResult['judgedAt'];
}

/**
 * A panel judges a band otherwise than it counts now, beside the answers of the newest screening. As with every judgement:
 * a higher band counts at once, a lower one when somebody else agrees. It is another screening of the same day with the same
 * answers: a screening is never changed.
 */
@Injectable()
export class JudgeBands {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, judged: PanelJudgement, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, judged), submission);
  }

  /** @throws Invalid without a screening that has answers, while a lower band waits, without a reason or a change */
  async within(tx: Transaction, input: PanelJudgement): Promise<{ id: string }> {
    const { individualId, judgedExploitationBand, judgedViolenceBand } = input;
    const individual = await screenedIndividual(tx, individualId);
    this.rules.ensureMay(tx.actor, 'judge', 'Screening', individual);
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`judgement of ${individualId}`]);
    const newest = await newestOf(tx, individualId);
    const field = judgedExploitationBand ? 'judgedExploitationBand' : 'judgedViolenceBand';
    if (!newest || newest.toolVersionId === null) throw new Invalid([{ field, message: NO_ANSWERS }]);
    if (newest.isWaiting) throw new Invalid([{ field, message: WAITS }]);
    if (input.judgementReason.trim() === '') throw new Invalid([REASON]);
    const exploitation = judged(
      { axis: 'exploitation', reason: input.judgementReason },
      { scored: newest.exploitationBand, kept: newest.judgedExploitationBand, wanted: judgedExploitationBand ?? null },
      (scored, wanted, reason) => judgeBand({ axis: 'exploitation', scored, judged: wanted, reason }),
    );
    const violence = judged(
      { axis: 'violence', reason: input.judgementReason },
      { scored: newest.violenceBand, kept: newest.judgedViolenceBand, wanted: judgedViolenceBand ?? null },
      (scored, wanted, reason) => judgeBand({ axis: 'violence', scored, judged: wanted, reason }),
    );
    const problems = [...exploitation.problems, ...violence.problems];
    if (problems.length > 0) throw new Invalid(problems);
    if (!exploitation.isChanged && !violence.isChanged) throw new Invalid([{ field, message: UNCHANGED }]);
    const id = newId();
    await tx.insert(Screening, {
      id,
      individualId,
      toolVersionId: newest.toolVersionId,
      screenedOn: newest.screenedOn,
      answers: newest.answers,
      result: {
        ...newest.result,
        judgement: { exploitation: exploitation.judgement, violence: violence.judgement },
        judgedOver: newest.id,
        ...(input.judgedIn ? { judgedIn: input.judgedIn, judgedAt: input.judgedAt } : {}),
      },
      exploitationBand: newest.exploitationBand,
      violenceBand: newest.violenceBand,
      judgedExploitationBand: exploitation.inEffect,
      judgedViolenceBand: violence.inEffect,
      judgementReason: input.judgementReason.trim(),
      screenedBy: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      recordedAt: tx.now,
    });
    const fields = [
      ...(exploitation.isChanged ? ['judgement.exploitation'] : []),
      ...(violence.isChanged ? ['judgement.violence'] : []),
    ];
    await tx.audit({ act: 'screening.judged', subjectType: 'screening', subjectId: id, individualId, fields });
    return { id };
  }
}

const NO_ANSWERS = 'There is no screening with answers to judge beside. Ask for one as an action';
const WAITS = 'A lower band already waits for a second person. Agree to it first, or not';
const UNCHANGED = 'Select another band than the one that counts now';
const REASON: FieldProblem = { field: 'judgementReason', message: 'Enter why the panel judges the band otherwise' };

interface Newest {
  id: string;
  toolVersionId: string | null;
  screenedOn: Day;
  answers: KeptAnswers;
  result: KeptResult;
  exploitationBand: ExploitationJudgement;
  violenceBand: ViolenceJudgement;
  judgedExploitationBand: ExploitationJudgement | null;
  judgedViolenceBand: ViolenceJudgement | null;
  isWaiting: boolean;
}

async function newestOf(tx: Transaction, individualId: string): Promise<Newest | undefined> {
  const [newest] = await tx.query<Newest>(
    `SELECT c.id, c.tool_version_id AS "toolVersionId", c.screened_on AS "screenedOn", c.answers, c.result,
            c.exploitation_band AS "exploitationBand", c.violence_band AS "violenceBand",
            c.judged_exploitation_band AS "judgedExploitationBand", c.judged_violence_band AS "judgedViolenceBand",
            (coalesce(c.result #>> '{judgement,exploitation,needsSecondPerson}', '') = 'true'
              OR coalesce(c.result #>> '{judgement,violence,needsSecondPerson}', '') = 'true')
            AND NOT EXISTS (SELECT 1 FROM screening_judgement_decisions d WHERE d.screening_id = c.id) AS "isWaiting"
       FROM screenings c WHERE c.individual_id = $1 ORDER BY c.screened_on DESC, c.recorded_at DESC, c.id DESC LIMIT 1`,
    [individualId],
  );
  return newest;
}

interface Judged<Band> {
  isChanged: boolean;
  /** The judged band that counts from now on; null where the answers' band does. */
  inEffect: Band | null;
  judgement: KeptJudgement<Band>;
  problems: FieldProblem[];
}

/** Lower is lower than what counts now, whether the answers gave that or somebody judged it. */
function judged<Band extends ExploitationJudgement | ViolenceJudgement>(
  { axis, reason }: { axis: Axis; reason: string },
  { scored, kept, wanted }: { scored: Band; kept: Band | null; wanted: Band | null },
  judge: (scored: Band, wanted: Band, reason: string) => { isDifferent: boolean; needsSecondPerson: boolean },
): Judged<Band> {
  const now = kept ?? scored;
  const stays = { judged: now, isDifferent: now !== scored, needsSecondPerson: false };
  if (wanted === null) return { isChanged: false, inEffect: kept, judgement: stays, problems: [] };
  const { isDifferent, needsSecondPerson } = judge(now, wanted, reason);
  const field = axis === 'exploitation' ? 'judgedExploitationBand' : 'judgedViolenceBand';
  if (!isDifferent)
    return { isChanged: false, inEffect: kept, judgement: stays, problems: [{ field, message: UNCHANGED }] };
  const judgement = { judged: wanted, isDifferent: wanted !== scored, needsSecondPerson };
  if (needsSecondPerson) return { isChanged: true, inEffect: kept, judgement, problems: [] };
  return { isChanged: true, inEffect: wanted === scored ? null : wanted, judgement, problems: [] };
}
