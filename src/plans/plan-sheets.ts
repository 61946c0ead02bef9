import { Injectable } from '@nestjs/common';
import { type PassingItem, PassingOn, whatMayBePassedOn } from '../notes';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { type PlanBody, readByAll } from './domain/plan-content';
import type { PlanContent } from './plan-contents';

/** A plan as it may leave the room on paper. */
export interface PlanSheet {
  body: PlanBody;
  /** Parts that every agency reads and that are left out, because their agency must be asked first. */
  leftOut: number;
}

/**
 * What of a plan may be printed: what every agency on the case may read, without what its supplier must be asked about first.
 * The people of the case may have agreements; the young person and the family are shown only what was free to begin with.
 */
@Injectable()
export class PlanSheets {
  constructor(
    private readonly reader: Reader,
    private readonly passingOn: PassingOn,
  ) {}

  async forProfessionals(actor: Actor, plan: PlanContent): Promise<PlanSheet> {
    return this.sheet(actor, plan, await this.passingOn.agreedOf(actor, plan.individualId));
  }

  async forThePerson(actor: Actor, plan: PlanContent): Promise<PlanSheet> {
    return this.sheet(actor, plan, new Set());
  }

  private async sheet(actor: Actor, plan: PlanContent, agreed: ReadonlySet<string>): Promise<PlanSheet> {
    const items = await this.reader.many<PassingItem>(actor, undefined, {
      name: 'plan-parts-supplied',
      text: PARTS_SUPPLIED,
      values: [plan.id, plan.individualId, actor.accessKeys],
    });
    const free = new Set(whatMayBePassedOn(actor, items, agreed).map(({ id }) => id));
    const all = readByAll(plan);
    const kept = <Part extends { id: string }>(parts: Part[]): Part[] => parts.filter(({ id }) => free.has(id));
    const body: PlanBody = {
      ...all,
      risks: kept(all.risks),
      goals: kept(all.goals),
      entries: kept(all.entries),
      actions: kept(all.actions),
      contingencies: kept(all.contingencies ?? []),
    };
    return { body, leftOut: countOf(all) - countOf(body) };
  }
}

const countOf = ({ risks, goals, entries, actions, contingencies = [] }: PlanBody): number =>
  risks.length + goals.length + entries.length + actions.length + contingencies.length;

const part = (table: string, where: string): string =>
  `SELECT t.id, t.supplied_by AS "suppliedBy", t.may_be_passed_on AS "mayBePassedOn" FROM ${table} t
     JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $3::uuid[]
    WHERE t.visibility = 'all_agencies' AND ${where}`;

// Actions belong to the case, wherever they were made; the rest to the plan.
const PARTS_SUPPLIED = [
  ...['plan_risks', 'plan_goals', 'plan_entries', 'plan_contingencies'].map((table) =>
    part(table, 't.plan_id = $1 AND t.individual_id = $2'),
  ),
  part('actions', 't.individual_id = $2 AND $1::uuid IS NOT NULL'),
].join(' UNION ALL ');
