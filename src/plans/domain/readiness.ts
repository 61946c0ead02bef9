import { hasWords } from '../../shared/words';
import type { PlanBody, PlanNeed } from './plan-content';
import { readByAll } from './plan-content';
import { COMPULSORY_NEEDS, type NeedDomain } from './plan-vocabulary';

/** The part of a plan that something is missing from. */
export type PlanPart = 'people' | 'needs' | 'goals' | 'actions' | 'voice';

export interface Missing {
  part: PlanPart;
  /** What to do, in plain words. */
  message: string;
}

const ASK: Record<(typeof COMPULSORY_NEEDS)[number], string> = {
  mental_health: 'Record the mental health need',
  speech_language_communication: 'Record the speech, language and communication need',
  learning_disability: 'Record the learning disability need',
  adverse_childhood_experiences: 'Record what is known of adverse childhood experiences',
};

/**
 * What is missing before the plan can be sent for approval; empty when it is ready (README, invariant 3).
 * What only one agency may read never counts: the answer is the same for everybody who sees the plan.
 */
export function missingFrom(plan: PlanBody): Missing[] {
  const { leadProfessional, planOwner, needs, goals, entries, actions } = readByAll(plan);
  const answered = new Set<NeedDomain>(needs.filter(isRecorded).map((need) => need.domain));
  const missing: Missing[] = COMPULSORY_NEEDS.filter((domain) => !answered.has(domain)).map((domain) => ({
    part: 'needs',
    message: ASK[domain],
  }));
  if (leadProfessional === null) missing.unshift({ part: 'people', message: 'Name a lead professional' });
  if (planOwner === null) missing.unshift({ part: 'people', message: 'Name a plan owner' });
  if (
    !goals.some(
      (goal) =>
        goal.status !== 'no_longer_needed' && hasWords(goal.wordsOfThePerson) && hasWords(goal.practitionerWording),
    )
  ) {
    missing.push({ part: 'goals', message: 'Add a goal in the person’s own words' });
  }
  if (!actions.some((action) => action.status !== 'no_longer_needed')) {
    missing.push({ part: 'actions', message: 'Add an action with an owner and a date' });
  }
  if (!entries.some((entry) => entry.section === 'voice' && hasWords(entry.text))) {
    missing.push({ part: 'voice', message: 'Record what the person says about the plan, or why you could not ask' });
  }
  return missing;
}

/** Of what is not met, or not known, something is said: an answer with a dash behind it is empty. */
const isRecorded = ({ status, detail }: PlanNeed): boolean =>
  status === 'met' || status === 'not_applicable' || hasWords(detail);
