import { Injectable } from '@nestjs/common';
import { isStillVisible, visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid, Stale } from '../shared/errors';
import { newId } from '../shared/ids';
import type { AssignmentKind } from './assignment-words';

export interface NewAssignment {
  individualId: string;
  kind: AssignmentKind;
  userId: string;
  /** The assignment the user saw as the present one (null: nobody named); left out by a verb that does not mind. */
  replacesId?: string | null;
}

export interface Assigned {
  id: string;
  /** Whether the actor still sees the case: access changes with the assignment, at once. */
  staysVisible: boolean;
}

/** Names the person responsible. A case has one lead professional and one plan owner: the present one's part ends first. */
@Injectable()
export class Assign {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, assignment: NewAssignment, submission?: Submission): Promise<Assigned> {
    return this.transactions.act(actor, (tx) => this.within(tx, assignment), submission);
  }

  /**
   * Naming the person who already holds it changes nothing. Access changes with this statement: an actor who replaces
   * their own only part sees the case no more, so in a longer transaction this comes last.
   * @throws Stale when the present holder is not the one the user saw
   */
  async within(tx: Transaction, assignment: NewAssignment): Promise<Assigned> {
    const individual = await visibleIndividual(tx, assignment.individualId, true);
    this.rules.ensureMay(tx.actor, 'assign', 'Assignment', individual);
    const current = await holdersOf(tx, assignment);
    const already = current.find((holder) => holder.userId === assignment.userId);
    if (already) return { id: already.id, staysVisible: true };
    const present = assignment.kind === 'practitioner' ? null : (current[0]?.id ?? null);
    if (assignment.replacesId !== undefined && assignment.replacesId !== present) throw new Stale();
    // A restricted record is open to the named alone: whoever is not could neither see it nor do anything about it.
    if (individual.isRestricted && !individual.accessKeys.includes(assignment.userId)) throw notNamed();
    const agencyId = await agencyOf(tx, assignment.userId);
    const id = newId();
    await replaceHolder(tx, { ...assignment, id, agencyId, presentId: present });
    await tx.audit({
      act: 'assignment.started',
      subjectType: 'assignment',
      subjectId: id,
      individualId: assignment.individualId,
      fields: [assignment.kind],
    });
    if (present) await tx.announce('assignment.changed', present);
    await tx.announce('assignment.changed', id);
    return { id, staysVisible: await isStillVisible(tx, assignment.individualId) };
  }
}

const holdersOf = (tx: Transaction, { individualId, kind }: NewAssignment): Promise<{ id: string; userId: string }[]> =>
  tx.query(
    'SELECT id, user_id AS "userId" FROM assignments WHERE individual_id = $1 AND kind = $2 AND ended_at IS NULL',
    [individualId, kind],
  );

const notNamed = (): Invalid =>
  new Invalid([{ field: 'userId', message: 'Select one of the people named on this restricted record' }]);

async function agencyOf(tx: Transaction, userId: string): Promise<string> {
  const [person] = await tx.query<{ agencyId: string }>(
    `SELECT agency_id AS "agencyId" FROM users WHERE id = $1 AND status = 'active'
        AND roles && ARRAY['practitioner','manager','panel_member','panel_chair']`,
    [userId],
  );
  if (!person) throw new Invalid([{ field: 'userId', message: 'Select a person who can work on a case' }]);
  return person.agencyId;
}

/**
 * One statement, because the triggers that say who may see run at its end: with two, an actor who hands their own part
 * on would lose sight of the case between them and could not name the next person.
 */
async function replaceHolder(
  tx: Transaction,
  next: NewAssignment & { id: string; agencyId: string; presentId: string | null },
): Promise<void> {
  await tx.query(
    `WITH ended AS (
       UPDATE assignments SET ended_at = $2, end_reason = 'Somebody else was named', version = version + 1
        WHERE id = $3::uuid AND ended_at IS NULL RETURNING id
     )
     INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
     SELECT $1, $4, $5, $6, $7, $2, $8 FROM (SELECT count(*) FROM ended) AS after_the_end`,
    [next.id, tx.now, next.presentId, next.individualId, next.kind, next.userId, next.agencyId, tx.actor.userId],
  );
}
