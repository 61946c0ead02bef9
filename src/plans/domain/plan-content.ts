import type { Day } from '../../shared/day';
import type {
  ContingencyKind,
  EntrySection,
  GoalStatus,
  LinkedPlanKind,
  NeedDomain,
  NeedStatus,
  RiskDirection,
  RiskLevel,
  VoiceAnswer,
} from './plan-vocabulary';

/** An instant as ISO text, so that an edition read back from the database has the shape it was written with. */
export type Instant = string;

export interface PlanPerson {
  id: string;
  name: string;
  agencyName: string;
}

/** Why no action answers a need or a risk: who says so, and when. */
export interface GapExplanation {
  text: string;
  by: string;
  at: Instant;
}

export interface PlanNeed {
  id: string;
  domain: NeedDomain;
  status: NeedStatus;
  detail: string;
  /** What shows it, and who said so. Left out, like all that is optional here, in editions from before it was recorded. */
  evidence?: string;
  /** Its author wants it in the version for the person and family. */
  shownToFamily?: boolean;
  recordedBy: string;
  recordedAt: Instant;
  /** The newest explanation of why nothing answers it. */
  gap?: GapExplanation | null;
}

export interface PlanRisk {
  id: string;
  factor: string;
  direction: RiskDirection;
  level: RiskLevel;
  protectiveFactors: string;
  endedOn: Day | null;
  recordedBy: string;
  recordedAt: Instant;
  gap?: GapExplanation | null;
  /** Left out in editions from before there was a choice: everybody. */
  visibility?: string;
}

export interface PlanGoal {
  id: string;
  position: number;
  wordsOfThePerson: string;
  practitionerWording: string;
  measure: string;
  /** How it stood when the goal was set. */
  baseline?: string;
  targetOn: Day | null;
  status: GoalStatus;
  recordedBy: string;
  recordedAt: Instant;
  /** Left out in editions from before there was a choice: everybody. */
  visibility?: string;
}

export interface PlanEntry {
  id: string;
  section: EntrySection;
  voiceAnswer: VoiceAnswer | null;
  text: string;
  /** Of what the person or the carer says: when they were asked, and by whom. */
  askedOn?: Day | null;
  askedBy?: string | null;
  author: string;
  recordedAt: Instant;
  /** Left out in editions from before there was a choice: everybody. */
  visibility?: string;
}

export interface PlanAction {
  id: string;
  goalId: string | null;
  description: string;
  kind: string;
  ownerName: string;
  ownerAgencyName: string;
  dueOn: Day;
  status: string;
  outcome: string | null;
  /** When it was answered. Left out in editions from before it was kept there. */
  closedAt?: Instant | null;
  visibility: string;
  /** In the version for the person and family, as its author chose; null, as it is for its kind. */
  shownToFamily?: boolean | null;
  /** Ids of the needs and risks it answers. */
  answers?: string[];
}

/** If this happens, then that, by whom. */
export interface PlanContingency {
  id: string;
  kind: ContingencyKind;
  ifThis: string;
  thenThis: string;
  who: string;
  endedOn: Day | null;
  recordedBy: string;
  recordedAt: Instant;
  visibility?: string;
  shownToFamily?: boolean | null;
}

/** Where another plan for this person is kept, and whom to ask. */
export interface LinkedPlan {
  id: string;
  kind: LinkedPlanKind;
  heldBy: string;
  reference: string;
  contact: string;
  reviewOn: Day | null;
  endedOn: Day | null;
  recordedBy: string;
  recordedAt: Instant;
}

/** What a plan says. Needs, risks and goals in order; entries newest first. */
export interface PlanBody {
  leadProfessional: PlanPerson | null;
  planOwner: PlanPerson | null;
  needs: PlanNeed[];
  risks: PlanRisk[];
  goals: PlanGoal[];
  entries: PlanEntry[];
  actions: PlanAction[];
  contingencies?: PlanContingency[];
  linkedPlans?: LinkedPlan[];
}

/** The body as it was approved, with who sent it; kept for ever and readable by everybody who may see the case. */
export interface EditionContent extends PlanBody {
  submittedBy: string | null;
  /** Where the panel approved it: the manager who passed it on. */
  managerApprovedBy?: string;
  /** Only for a plan that was written and agreed outside this service. */
  writtenOutsideOn?: Day;
  outsideNote?: string;
}

/**
 * Without what only some agencies may read. An edition, the readiness of a plan and the list of changes are made of this,
 * so that they are the same for everybody and give nothing away; goals are numbered anew, so that no gap does, and no action
 * names a risk that is not there.
 */
export function readByAll<Body extends PlanBody>(body: Body): Body {
  const risks = body.risks.filter(isForAll);
  const factors = new Set([...body.needs, ...risks].map((factor) => factor.id));
  return {
    ...body,
    risks,
    goals: body.goals.filter(isForAll).map((goal, at) => ({ ...goal, position: at + 1 })),
    entries: body.entries.filter(isForAll),
    actions: body.actions.filter(isForAll).map((action) => ({
      ...action,
      ...(action.answers ? { answers: action.answers.filter((id) => factors.has(id)) } : {}),
    })),
    ...(body.contingencies ? { contingencies: body.contingencies.filter(isForAll) } : {}),
  };
}

const isForAll = ({ visibility = 'all_agencies' }: { visibility?: string }): boolean => visibility === 'all_agencies';
