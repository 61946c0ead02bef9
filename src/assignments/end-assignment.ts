import { Injectable } from '@nestjs/common';
import { isStillVisible, visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Conflict, Invalid, NotFound, Stale } from '../shared/errors';
import { isId } from '../shared/ids';
import { Assignment } from './assignment.entity';
import type { WhoKeeps } from './domain/who-keeps';

export interface AssignmentEnding {
  id: string;
  /** The version the user saw. */
  version: number;
  reason: string;
}

export interface AssignmentEnded {
  id: string;
  individualId: string;
  /** Whether the actor still sees the case: access ends with the part, at once. */
  staysVisible: boolean;
  /** Whom it stays open to: the actor cannot ask once their own sight has ended. */
  keptBy: WhoKeeps;
}

/** Ending it would hide an open plan, and its reviews, from everybody. */
export class NobodyLeftOnOpenPlan extends Conflict {
  constructor() {
    super('This person has an open plan and nobody else would see the case. Name somebody else first.');
  }
}

/** Ends one person's part in a case. Their access ends with it, at once. */
@Injectable()
export class EndAssignment {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, ending: AssignmentEnding, submission?: Submission): Promise<AssignmentEnded> {
    return this.transactions.act(actor, (tx) => this.within(tx, ending), submission);
  }

  /** @throws NobodyLeftOnOpenPlan for the last person of a case with an open plan and no panel */
  async within(tx: Transaction, ending: AssignmentEnding): Promise<AssignmentEnded> {
    const individualId = await individualOf(tx, ending.id);
    const individual = await visibleIndividual(tx, individualId, true);
    this.rules.ensureMay(tx.actor, 'assign', 'Assignment', individual);
    if (ending.reason.trim() === '') throw new Invalid([{ field: 'reason', message: 'Enter why their part ends' }]);
    const [open] = await tx.query('SELECT 1 FROM assignments WHERE id = $1 AND ended_at IS NULL', [ending.id]);
    if (!open) throw new Stale();
    if (await leavesNobody(tx, individualId, ending.id)) throw new NobodyLeftOnOpenPlan();
    const keptBy = await whoKeeps(tx, individualId, ending.id);
    await tx.change(
      Assignment,
      { id: ending.id, version: ending.version },
      { endedAt: tx.now, endReason: ending.reason },
    );
    await tx.audit({
      act: 'assignment.ended',
      subjectType: 'assignment',
      subjectId: ending.id,
      individualId,
      fields: ['endedAt', 'endReason'],
    });
    await tx.announce('assignment.changed', ending.id);
    return { id: ending.id, individualId, staysVisible: await isStillVisible(tx, individualId), keptBy };
  }
}

async function individualOf(tx: Transaction, id: string): Promise<string> {
  if (!isId(id)) throw new NotFound();
  const [row] = await tx.query<{ individualId: string }>(
    'SELECT individual_id AS "individualId" FROM assignments WHERE id = $1',
    [id],
  );
  if (!row) throw new NotFound();
  return row.individualId;
}

async function whoKeeps(tx: Transaction, individualId: string, endingId: string): Promise<WhoKeeps> {
  const [kept] = await tx.query<WhoKeeps>(
    `SELECT ARRAY(SELECT DISTINCT g.name FROM assignments a JOIN agencies g ON g.id = a.agency_id
                   WHERE a.individual_id = $1 AND a.ended_at IS NULL AND a.id <> $2 ORDER BY g.name) AS agencies,
            coalesce((SELECT p.name FROM cohort_memberships m JOIN panels p ON p.id = m.panel_id WHERE m.individual_id = $1 AND m.ended_on IS NULL),
                     (SELECT p.name FROM cohort_decisions_owed d JOIN panels p ON p.id = d.panel_id WHERE d.individual_id = $1
                       ORDER BY d.due_on, d.id LIMIT 1)) AS panel`,
    [individualId, endingId],
  );
  return kept ?? { agencies: [], panel: null };
}

async function leavesNobody(tx: Transaction, individualId: string, endingId: string): Promise<boolean> {
  const found = await tx.query(
    `SELECT 1 FROM plans p WHERE p.individual_id = $1 AND p.status <> 'closed'
        AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = $1 AND a.ended_at IS NULL AND a.id <> $2)
        AND NOT EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = $1 AND m.ended_on IS NULL)`,
    [individualId, endingId],
  );
  return found.length > 0;
}
