import type { Transaction } from '../platform/database';
import {
  AddContingency,
  AddGoal,
  AddPlanAction,
  AddPlanEntry,
  AddRisk,
  COMPULSORY_NEEDS,
  LinkPlan,
  type NeedStatus,
  SetNeeds,
  StartPlan,
} from '../plans';
import { addDays, type Day } from '../shared/day';
import type { Chance } from './chance';
import type { Stage } from './stage';
import { answering } from './story-factors';
import { ACTIONS, EVIDENCE, GOALS, NEED_DETAILS, RISKS, VOICES, WORKING_WELL, WORRIES } from './story-words';

interface PlanStory {
  individualId: string;
  chance: Chance;
  /** Everything approval asks for, or only the beginning of a draft. */
  isWhole: boolean;
  today: Day;
}

/** A risk by its words, or a need by its domain. */
interface Factor {
  id: string;
  about: string;
}

interface WrittenPlan {
  planId: string;
  version: number;
  actions: { id: string; owner: string; dueOn: Day }[];
}

/** Writes one plan at one sitting, section by section, with the verbs of the plan. */
export async function writePlan(tx: Transaction, stage: Stage, story: PlanStory): Promise<WrittenPlan> {
  const { chance } = story;
  const { planId } = await stage.verb(StartPlan).within(tx, { individualId: story.individualId });
  let version = await versionOf(tx, planId);
  const seen = () => ({ planId, version });
  const domains = story.isWhole ? COMPULSORY_NEEDS : chance.some(COMPULSORY_NEEDS, 2);
  ({ version } = await stage
    .verb(SetNeeds)
    .within(tx, { ...seen(), needs: domains.map((domain) => needOf(domain, chance)) }));
  const risks: Factor[] = [];
  for (const risk of chance.some(RISKS, chance.between(1, 3))) {
    const added = await stage.verb(AddRisk).within(tx, seen(), {
      factor: risk.factor,
      direction: risk.direction,
      level: chance.pick(['medium', 'high', 'very_high']),
      protectiveFactors: risk.protective,
    });
    version = added.version;
    risks.push({ id: added.id, about: risk.factor });
  }
  if (!story.isWhole) return { planId, version, actions: [] };
  for (const goal of chance.some(GOALS, chance.between(1, 2))) {
    const targetOn = addDays(story.today, chance.between(60, 120));
    const { words, wording, measure } = goal;
    ({ version } = await stage
      .verb(AddGoal)
      .within(tx, seen(), { wordsOfThePerson: words, practitionerWording: wording, measure, targetOn }));
  }
  const [voiceAnswer, voice] = chance.pick(VOICES);
  const entries = [
    { section: 'why_in_cohort' as const, text: chance.pick(EVIDENCE) },
    { section: 'worries' as const, text: chance.pick(WORRIES) },
    { section: 'working_well' as const, text: chance.pick(WORKING_WELL) },
    {
      section: 'contingency' as const,
      text: 'If the threat comes back: 999, then to the aunt’s address, and a strategy discussion the same day.',
    },
    { section: 'voice' as const, text: voice, voiceAnswer },
  ];
  for (const entry of entries) ({ version } = await stage.verb(AddPlanEntry).within(tx, seen(), entry));
  ({ version } = await writeSafety(tx, stage, seen()));
  const actions: WrittenPlan['actions'] = [];
  const unmet = await unmetNeeds(tx, planId);
  // Where there is one risk a need is left with nothing, so that the panel has a gap to see.
  const answered = risks.length === 1 ? unmet.slice(0, -1) : unmet;
  const chosen = chance.some(ACTIONS, chance.between(2, 4));
  const factors = [...risks.slice(0, chosen.length), ...answered];
  for (const action of chosen) {
    const dueOn = addDays(story.today, chance.between(10, 45));
    const { description, kind, owner } = action;
    // Only the police can keep an action to the police.
    const visibility = 'visibility' in action && tx.actor.agencyKind === 'police' ? action.visibility : 'all_agencies';
    const made = await stage.verb(AddPlanAction).within(tx, seen(), {
      description,
      kind,
      ownerId: stage.userId(owner),
      dueOn,
      visibility,
      answers: factors.filter(({ about }) => answering(chosen, about) === action).map(({ id }) => id),
    });
    version = made.version;
    actions.push({ id: made.id, owner, dueOn });
  }
  return { planId, version, actions };
}

/** What is done if they are missing, and where the youth justice plan is kept. */
async function writeSafety(tx: Transaction, stage: Stage, seen: { planId: string; version: number }) {
  const { version } = await stage.verb(AddContingency).within(tx, seen, {
    kind: 'missing',
    ifThis: 'they are not home an hour after the agreed time',
    thenThis: 'Call the aunt, then report them missing; a return home interview within 72 hours',
    who: 'Children First duty worker',
  });
  return stage
    .verb(LinkPlan)
    .within(
      tx,
      { planId: seen.planId, version },
      { kind: 'assetplus', heldBy: 'Youth justice service', reference: '', contact: 'Duty desk', reviewOn: null },
    );
}

function needOf(domain: (typeof COMPULSORY_NEEDS)[number], chance: Chance) {
  const status = chance.weighted<NeedStatus>([
    ['unmet', 5],
    ['met', 2],
    ['not_yet_known', 2],
    ['not_applicable', 1],
  ]);
  return { domain, status, detail: NEED_DETAILS[domain][status] };
}

const unmetNeeds = (tx: Transaction, planId: string): Promise<Factor[]> =>
  tx.query<Factor>(
    `SELECT id, domain AS about FROM plan_needs WHERE plan_id = $1 AND status = 'unmet' ORDER BY domain`,
    [planId],
  );

async function versionOf(tx: Transaction, planId: string): Promise<number> {
  const [plan] = await tx.query<{ version: number }>('SELECT version FROM plans WHERE id = $1', [planId]);
  return plan?.version ?? 1;
}
