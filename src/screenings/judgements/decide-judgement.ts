import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { NotAllowed, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { NothingToAgree } from '../screening.errors';
import { JudgementDecision, type JudgementDecisionMade } from './judgement-decision.entity';

export interface DecidedJudgement {
  screeningId: string;
  decision: JudgementDecisionMade;
  reason: string;
}

/**
 * The second person on a band that was judged lower than the answers give. Agreed, it counts from then on; not agreed, the
 * answers' band stands. The database makes it count: the service changes no screening.
 */
@Injectable()
export class DecideJudgement {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, decided: DecidedJudgement, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, decided), submission);
  }

  async within(tx: Transaction, { screeningId, decision, reason }: DecidedJudgement): Promise<{ id: string }> {
    const screening = await loaded(tx, screeningId);
    const { individualId, screenedBy, accessKeys } = screening;
    this.rules.ensureMay(tx.actor, 'read', 'Screening', { accessKeys });
    if (!this.rules.may(tx.actor, 'agree', 'Screening', { accessKeys, screenedBy })) {
      throw screenedBy === tx.actor.userId
        ? new NotAllowed('You made this judgement yourself: somebody else must decide.')
        : new NotAllowed();
    }
    if (!screening.isWaiting) throw new NothingToAgree();
    const id = newId();
    await tx.insert(JudgementDecision, {
      id,
      screeningId,
      individualId,
      decision,
      reason,
      decidedBy: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      decidedAt: tx.now,
    });
    await tx.audit({
      act: decision === 'agreed' ? 'screening.lower_band_agreed' : 'screening.lower_band_not_agreed',
      subjectType: 'screening',
      subjectId: screeningId,
      individualId,
    });
    return { id: screeningId };
  }
}

interface Waiting {
  individualId: string;
  screenedBy: string;
  accessKeys: string[];
  isWaiting: boolean;
}

/** Two who decide at once are one after the other. @throws NotFound */
async function loaded(tx: Transaction, screeningId: string): Promise<Waiting> {
  if (!isId(screeningId)) throw new NotFound();
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [screeningId]);
  const [row] = await tx.query<Waiting>(
    `SELECT c.individual_id AS "individualId", c.screened_by AS "screenedBy", i.access_keys AS "accessKeys",
            (coalesce(c.result #>> '{judgement,exploitation,needsSecondPerson}', '') = 'true'
              OR coalesce(c.result #>> '{judgement,violence,needsSecondPerson}', '') = 'true')
            AND NOT EXISTS (SELECT 1 FROM screening_judgement_decisions d WHERE d.screening_id = c.id) AS "isWaiting"
       FROM screenings c JOIN individuals i ON i.id = c.individual_id
      WHERE c.id = $1 AND i.access_keys && $2::uuid[]`,
    [screeningId, tx.actor.accessKeys],
  );
  if (!row) throw new NotFound();
  return row;
}
