import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { Reader, type Statement, type Transaction } from '../platform/database';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import type { EditionContent, GapExplanation, PlanBody } from './domain/plan-content';
import {
  type ActionRow,
  type ContingencyRow,
  type EditionRow,
  type EntryRow,
  type GoalRow,
  type LinkedPlanRow,
  type NeedRow,
  type PlanRow,
  planStatements,
  type RiskRow,
} from './plans.queries';

/** A whole plan as one person may read it. */
export type PlanContent = Omit<PlanRow, 'leadProfessional' | 'planOwner'> & PlanBody & { editions: EditionRow[] };

export interface EditionRead {
  number: number;
  approvedBy: string;
  approvedAt: Date;
  content: EditionContent;
}

export type PlanContentRows = [
  PlanRow,
  NeedRow,
  RiskRow,
  GoalRow,
  EntryRow,
  ActionRow,
  EditionRow,
  ContingencyRow,
  LinkedPlanRow,
];

type EachRows<Rows extends unknown[]> = { [Index in keyof Rows]: Rows[Index][] };

@Injectable()
export class PlanContents {
  constructor(private readonly reader: Reader) {}

  /**
   * The whole plan, with the audit row of the reading.
   * @param id a plan's id, or an individual's for the open plan (otherwise the newest closed one)
   * @returns null when there is no such plan in the actor's sight
   */
  async load(actor: Actor, id: string): Promise<PlanContent | null> {
    if (!isId(id)) throw new NotFound();
    const found = await this.reader.one<{ id: string; individual_id: string }>(actor, undefined, whichPlan(actor, id));
    const individualId = found?.individual_id;
    if (!found) return null;
    return this.read(actor, found.id, { act: 'plan.read', subjectType: 'plan', subjectId: found.id, individualId });
  }

  /** The open plan of an individual, otherwise the newest closed one. Its content is not read, so nothing is audited. */
  async idOf(actor: Actor, individualId: string): Promise<string | null> {
    if (!isId(individualId)) throw new NotFound();
    const found = await this.reader.one<{ id: string }>(actor, undefined, whichPlan(actor, individualId));
    return found?.id ?? null;
  }

  /** For a page that has loaded its case header, which wrote the audit row already. */
  async ofCase(actor: Actor, individualId: string): Promise<PlanContent | null> {
    return this.read(actor, individualId, undefined);
  }

  /** One approved edition; the case header has written the audit row. */
  async edition(actor: Actor, planId: string, number: number): Promise<EditionRead | null> {
    const row = await this.reader.one<EditionRead>(actor, undefined, anEdition(actor, planId, number));
    return row ?? null;
  }

  private async read(actor: Actor, id: string, entry: Parameters<Reader['read']>[1]): Promise<PlanContent | null> {
    const rows = await this.reader.read<PlanContentRows>(actor, entry, ...planStatements(actor, id));
    return planContentOf(rows);
  }
}

/** The plan as it stands inside a transaction, for the rules that need the whole of it. */
export async function contentWithin(tx: Transaction, planId: string): Promise<PlanContent> {
  const [plan, needs, risks, goals, entries, actions, editions, contingencies, linked] = planStatements(
    tx.actor,
    planId,
  );
  const content = planContentOf([
    await rowsOf<PlanRow>(tx, plan),
    await rowsOf<NeedRow>(tx, needs),
    await rowsOf<RiskRow>(tx, risks),
    await rowsOf<GoalRow>(tx, goals),
    await rowsOf<EntryRow>(tx, entries),
    await rowsOf<ActionRow>(tx, actions),
    await rowsOf<EditionRow>(tx, editions),
    await rowsOf<ContingencyRow>(tx, contingencies),
    await rowsOf<LinkedPlanRow>(tx, linked),
  ]);
  if (!content) throw new NotFound();
  return content;
}

/** The newest approved edition, to be compared with the plan as it stands. */
export async function editionWithin(tx: Transaction, planId: string, number: number): Promise<EditionRead | null> {
  const [row] = await rowsOf<EditionRead>(tx, anEdition(tx.actor, planId, number));
  return row ?? null;
}

async function rowsOf<Row>(tx: Transaction, statement: Statement | undefined): Promise<Row[]> {
  return statement ? tx.query<Row>(statement.text, statement.values) : [];
}

/** A whole plan out of the rows of `planStatements`, or null where there is none. */
export function planContentOf(rows: EachRows<PlanContentRows>): PlanContent | null {
  const [plans, needs, risks, goals, entries, actions, editions, contingencies, linkedPlans] = rows;
  const plan = plans[0];
  if (!plan) return null;
  const factors = new Set([...needs, ...risks].map((factor) => factor.id));
  return {
    ...plan,
    needs: needs.map((need) => withGap(withInstant(need))),
    risks: risks.map((risk) => withGap(withInstant(risk))),
    goals: goals.map(withInstant),
    entries: entries.map(withInstant),
    // Only what this reader sees: an action names no risk that is kept from them.
    actions: actions.map((action) => ({
      ...action,
      closedAt: action.closedAt?.toISOString() ?? null,
      answers: (action.answers ?? []).filter((id) => factors.has(id)),
    })),
    editions,
    contingencies: contingencies.map(withInstant),
    linkedPlans: linkedPlans.map(withInstant),
  };
}

const withInstant = <Row extends { recordedAt: Date }>(row: Row): Omit<Row, 'recordedAt'> & { recordedAt: string } => ({
  ...row,
  recordedAt: row.recordedAt.toISOString(),
});

/** JSON of the database writes an instant its own way. */
const withGap = <Row extends { gap?: GapExplanation | null }>(row: Row): Row => ({
  ...row,
  gap: row.gap ? { ...row.gap, at: new Date(row.gap.at).toISOString() } : null,
});

const whichPlan = (actor: Actor, id: string): Statement => ({
  name: 'which-plan',
  text: `SELECT id, individual_id FROM plans WHERE (id = $1 OR individual_id = $1) AND access_keys && $2::uuid[]
          ORDER BY status = 'closed', created_at DESC, id LIMIT 1`,
  values: [id, actor.accessKeys],
});

const anEdition = (actor: Actor, planId: string, number: number): Statement => ({
  name: 'plan-edition',
  text: `SELECT e.number, u.display_name AS "approvedBy", e.approved_at AS "approvedAt", e.content
           FROM plan_editions e JOIN plans p ON p.id = e.plan_id JOIN users u ON u.id = e.approved_by
          WHERE e.plan_id = $1 AND e.number = $2 AND p.access_keys && $3::uuid[]`,
  values: [planId, number, actor.accessKeys],
});
