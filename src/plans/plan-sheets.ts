import { Injectable } from '@nestjs/common';
import { type PassingItem, PassingOn, whatMayBePassedOn } from '../notes';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { notApprovedIn } from './domain/not-approved';
import { notApprovedSince } from './domain/plan-changes';
import { type EditionContent, type PlanBody, readByAll } from './domain/plan-content';
import { type PlanContent, PlanContents } from './plan-contents';

/** A plan as it may leave the room on paper. */
export interface PlanSheet {
  body: PlanBody;
  /** Parts that every agency reads and that are left out, because their agency must be asked first. */
  leftOut: number;
  /** What of it came after the standing edition, and what changed since; null where no edition stands. */
  sinceEdition: { ids: ReadonlySet<string>; changes: string[] } | null;
  /** Actions whose owner is of a police agency, but for those that the police themselves want shown. */
  ofPolice: ReadonlySet<string>;
  /** Actions of a review, a meeting or a decision: agreed there, and in no need of the plan's approval. */
  agreedElsewhere: ReadonlySet<string>;
}

interface SuppliedPart extends PassingItem {
  isOfPolice: boolean;
  isOfPlan: boolean;
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
    private readonly contents: PlanContents,
  ) {}

  async forProfessionals(actor: Actor, plan: PlanContent): Promise<PlanSheet> {
    return this.sheet(actor, plan, await this.passingOn.agreedOf(actor, plan.individualId));
  }

  async forThePerson(actor: Actor, plan: PlanContent): Promise<PlanSheet> {
    return this.sheet(actor, plan, new Set());
  }

  private async sheet(actor: Actor, plan: PlanContent, agreed: ReadonlySet<string>): Promise<PlanSheet> {
    const items = await this.reader.many<SuppliedPart>(actor, undefined, {
      name: 'plan-parts-supplied',
      text: PARTS_SUPPLIED,
      values: [plan.id, plan.individualId, actor.accessKeys],
    });
    const free = new Set(whatMayBePassedOn(actor, items, agreed).map(({ id }) => id));
    const all = readByAll(plan);
    const body = onlyOf(all, free);
    const edition = await this.standing(actor, plan);
    const idsOf = (is: (item: SuppliedPart) => boolean) => new Set(items.filter(is).map(({ id }) => id));
    const agreedElsewhere = idsOf(({ isOfPlan }) => !isOfPlan);
    return {
      body,
      leftOut: countOf(all) - countOf(body),
      sinceEdition: edition && sinceEdition(body, onlyOf(edition, free), agreedElsewhere),
      ofPolice: idsOf(({ isOfPolice }) => isOfPolice),
      agreedElsewhere,
    };
  }

  private async standing(actor: Actor, plan: PlanContent): Promise<EditionContent | null> {
    if (plan.currentEdition === null || plan.status === 'closed') return null;
    return (await this.contents.edition(actor, plan.id, plan.currentEdition))?.content ?? null;
  }
}

function onlyOf<Body extends PlanBody>(all: Body, free: ReadonlySet<string>): Body {
  const kept = <Part extends { id: string }>(parts: Part[]): Part[] => parts.filter(({ id }) => free.has(id));
  return {
    ...all,
    risks: kept(all.risks),
    goals: kept(all.goals),
    entries: kept(all.entries),
    actions: kept(all.actions),
    contingencies: kept(all.contingencies ?? []),
  };
}

/** Compared like with like: what is not on this paper is in no line about it either. */
function sinceEdition(body: PlanBody, edition: EditionContent, agreedElsewhere: ReadonlySet<string>) {
  const ofPlan = { ...body, actions: body.actions.filter(({ id }) => !agreedElsewhere.has(id)) };
  return { ids: notApprovedIn(ofPlan, edition), changes: notApprovedSince(edition, ofPlan) };
}

const countOf = ({ risks, goals, entries, actions, contingencies = [] }: PlanBody): number =>
  risks.length + goals.length + entries.length + actions.length + contingencies.length;

const part = (table: string, where: string, more: string): string =>
  `SELECT t.id, t.supplied_by AS "suppliedBy", t.may_be_passed_on AS "mayBePassedOn", ${more} FROM ${table} t
     JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $3::uuid[]
    WHERE t.visibility = 'all_agencies' AND ${where}`;

const NOT_AN_ACTION = 'false AS "isOfPolice", true AS "isOfPlan"';
const OF_AN_ACTION = `
  EXISTS (SELECT 1 FROM agencies g WHERE g.id = t.owner_agency_id AND g.kind = 'police')
    AND NOT (t.shown_to_family IS TRUE AND EXISTS (SELECT 1 FROM agencies s WHERE s.id = t.supplied_by AND s.kind = 'police'))
    AS "isOfPolice",
  t.made_in = 'plan' AND t.made_in_id = $1 AS "isOfPlan"`;

// Actions belong to the case, wherever they were made; the rest to the plan.
const PARTS_SUPPLIED = [
  ...['plan_risks', 'plan_goals', 'plan_entries', 'plan_contingencies'].map((table) =>
    part(table, 't.plan_id = $1 AND t.individual_id = $2', NOT_AN_ACTION),
  ),
  part('actions', 't.individual_id = $2', OF_AN_ACTION),
].join(' UNION ALL ');
