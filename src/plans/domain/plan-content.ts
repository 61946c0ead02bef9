import type { Day } from '../../shared/day';
import type {
  EntrySection,
  GoalStatus,
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

export interface PlanNeed {
  id: string;
  domain: NeedDomain;
  status: NeedStatus;
  detail: string;
  recordedBy: string;
  recordedAt: Instant;
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
  /** Left out in editions from before there was a choice: everybody. */
  visibility?: string;
}

export interface PlanGoal {
  id: string;
  position: number;
  wordsOfThePerson: string;
  practitionerWording: string;
  measure: string;
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
  visibility: string;
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
}

/** The body as it was approved, with who sent it; kept for ever and readable by everybody who may see the case. */
export interface EditionContent extends PlanBody {
  submittedBy: string | null;
  /** Only for a plan that was written and agreed outside this service. */
  writtenOutsideOn?: Day;
  outsideNote?: string;
}

/**
 * Without what only some agencies may read. An edition, the readiness of a plan and the list of changes are made of this,
 * so that they are the same for everybody and give nothing away; goals are numbered anew, so that no gap does.
 */
export const readByAll = <Body extends PlanBody>(body: Body): Body => ({
  ...body,
  risks: body.risks.filter(isForAll),
  goals: body.goals.filter(isForAll).map((goal, at) => ({ ...goal, position: at + 1 })),
  entries: body.entries.filter(isForAll),
  actions: body.actions.filter(isForAll),
});

const isForAll = ({ visibility = 'all_agencies' }: { visibility?: string }): boolean => visibility === 'all_agencies';
