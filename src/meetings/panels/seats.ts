import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';

export class LastChairLeaves extends Conflict {
  constructor() {
    super('This is the only chair of the panel. Give somebody else a seat as chair first.');
  }
}

/** Gives a seat on a panel, or ends one: with the seat comes and goes the sight of the panel's whole cohort. */
@Injectable()
export class Seats {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  give(
    actor: Actor,
    seat: { panelId: string; userId: string; isDeputy: boolean },
    submission?: Submission,
  ): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.giveWithin(tx, seat), submission);
  }

  /** @throws Invalid for somebody whose role seats nobody, or who has a seat already */
  async giveWithin(
    tx: Transaction,
    { panelId, userId, isDeputy }: { panelId: string; userId: string; isDeputy: boolean },
  ): Promise<{ id: string }> {
    this.ensureMay(tx, panelId);
    const [person] = await tx.query<{ isSeated: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM panel_members m WHERE m.panel_id = $2 AND m.user_id = u.id AND m.ended_at IS NULL) AS "isSeated"
         FROM users u WHERE u.id = $1 AND u.status = 'active' AND u.roles && ARRAY['panel_member','panel_chair']`,
      [userId, panelId],
    );
    if (!person) throw new Invalid([{ field: 'userId', message: 'Select a person who is a panel member or chair' }]);
    if (person.isSeated) throw new Invalid([{ field: 'userId', message: 'This person already sits on the panel' }]);
    const id = newId();
    await tx.query(
      'INSERT INTO panel_members (id, panel_id, user_id, started_at, is_deputy) VALUES ($1, $2, $3, $4, $5)',
      [id, panelId, userId, tx.now, isDeputy],
    );
    await tx.audit({ act: 'panel_seat.given', subjectType: 'panel', subjectId: panelId, fields: ['userId'] });
    return { id };
  }

  end(actor: Actor, seat: { panelId: string; seatId: string }, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.endWithin(tx, seat), submission);
  }

  /** @throws LastChairLeaves; NotFound for a seat that is not there or was ended already */
  async endWithin(tx: Transaction, { panelId, seatId }: { panelId: string; seatId: string }): Promise<{ id: string }> {
    this.ensureMay(tx, panelId);
    if (!isId(seatId)) throw new NotFound();
    // Two chairs who end each other's seats at once would leave a panel that nobody can change.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`seats of ${panelId}`]);
    const [left] = await tx.query<{ chairs: number }>(
      `SELECT count(*)::integer AS chairs FROM panel_members m JOIN users u ON u.id = m.user_id
        WHERE m.panel_id = $1 AND m.id <> $2 AND m.ended_at IS NULL AND u.status = 'active' AND 'panel_chair' = ANY (u.roles)`,
      [panelId, seatId],
    );
    if (!left || left.chairs === 0) throw new LastChairLeaves();
    const ended = await tx.query<{ id: string }>(
      `WITH ended AS (UPDATE panel_members SET ended_at = $3 WHERE id = $1 AND panel_id = $2 AND ended_at IS NULL RETURNING id)
       SELECT id FROM ended`,
      [seatId, panelId, tx.now],
    );
    if (ended.length === 0) throw new NotFound();
    await tx.audit({ act: 'panel_seat.ended', subjectType: 'panel', subjectId: panelId });
    return { id: seatId };
  }

  private ensureMay(tx: Transaction, panelId: string): void {
    if (!isId(panelId)) throw new NotFound();
    this.rules.ensureMay(tx.actor, 'change', 'Panel', { accessKeys: [panelId] });
  }
}
