import { dayInWords } from '../../shared/day';
import { answersNow, type Factor, FACTOR_STATE_WORDS, factorKey, factorMatrix, saysWhatAnswers } from './factor-matrix';
import { SHOWN_WORDS, shownWords } from './shown-to-family';
import type { PlanBody, PlanEntry, PlanPerson } from './plan-content';
import { readByAll } from './plan-content';
import {
  ACTION_STATUS_WORDS,
  CONTINGENCY_KIND_WORDS,
  GOAL_STATUS_WORDS,
  LINKED_PLAN_KIND_WORDS,
  NEED_DOMAIN_WORDS,
  NEED_STATUS_WORDS,
  RISK_DIRECTION_WORDS,
  RISK_LEVEL_WORDS,
  SECTION_WORDS,
  VOICE_WORDS,
} from './plan-words';

export type Change = 'same' | 'added' | 'removed' | 'changed';

/** One part of a plan as each of two editions says it; null where an edition has it not. */
export interface ComparedPart {
  /** What kind of part: "Risk", "Goal". */
  part: string;
  before: string | null;
  after: string | null;
  change: Change;
}

interface Part {
  key: string;
  part: string;
  text: string;
}

/**
 * Two editions side by side, part by part, in the order of the later one; what only the earlier has comes last. Contains case
 * content, of which nothing that only some agencies may read: editions hold none.
 */
export function compareEditions(before: PlanBody, after: PlanBody): ComparedPart[] {
  const [earlier, later] = [partsOf(before), partsOf(after)];
  const textBefore = new Map(earlier.map(({ key, text }) => [key, text]));
  const keysAfter = new Set(later.map(({ key }) => key));
  return [
    ...later.map(({ key, part, text }) => compared(part, textBefore.get(key) ?? null, text)),
    ...earlier.filter(({ key }) => !keysAfter.has(key)).map(({ part, text }) => compared(part, text, null)),
  ];
}

function compared(part: string, before: string | null, after: string | null): ComparedPart {
  if (before === after) return { part, before, after, change: 'same' };
  if (before === null) return { part, before, after, change: 'added' };
  return { part, before, after, change: after === null ? 'removed' : 'changed' };
}

/** What an edition says, one text a part. A part keeps its key from edition to edition. */
function partsOf(body: PlanBody): Part[] {
  const read = readByAll(body);
  const { leadProfessional, planOwner, needs, risks, goals, entries, actions, ...rest } = read;
  return [
    person('lead', 'Lead professional', leadProfessional),
    person('owner', 'Plan owner', planOwner),
    ...needs.map((need) => ({
      key: need.domain,
      part: `Need: ${NEED_DOMAIN_WORDS[need.domain]}`,
      text: said(NEED_STATUS_WORDS[need.status], need.detail, need.evidence, need.shownToFamily && SHOWN_WORDS),
    })),
    ...risks.map((risk) => ({
      key: risk.id,
      part: 'Risk',
      text: said(
        risk.factor,
        `${RISK_LEVEL_WORDS[risk.level]}, ${RISK_DIRECTION_WORDS[risk.direction].toLowerCase()}`,
        risk.protectiveFactors,
        risk.endedOn && 'Ended',
      ),
    })),
    ...goals.map((goal) => ({
      key: goal.id,
      part: 'Goal',
      text: said(
        `“${goal.wordsOfThePerson}”`,
        `We will work towards: ${goal.practitionerWording}`,
        goal.baseline && `At the start: ${goal.baseline}`,
        goal.measure && `How we will know: ${goal.measure}`,
        goal.targetOn && `By ${dayInWords(goal.targetOn)}`,
        GOAL_STATUS_WORDS[goal.status],
      ),
    })),
    ...actions.map((action) => ({
      key: action.id,
      part: 'Action',
      text: said(
        action.description,
        `${action.ownerName}, ${action.ownerAgencyName}, due ${dayInWords(action.dueOn)}`,
        ACTION_STATUS_WORDS[action.status] ?? action.status,
        action.outcome,
        shownWords(action.shownToFamily),
      ),
    })),
    ...(saysWhatAnswers(read) ? factorMatrix(read).map(coverage) : []),
    ...(rest.contingencies ?? []).map((one) => ({
      key: one.id,
      part: CONTINGENCY_KIND_WORDS[one.kind],
      text: said(
        `If ${one.ifThis}`,
        `then ${one.thenThis}`,
        one.who,
        shownWords(one.shownToFamily),
        one.endedOn && 'No longer holds',
      ),
    })),
    // Oldest first: what was said since then stands at the end.
    ...entries.toReversed().map((entry) => ({
      key: entry.id,
      part: SECTION_WORDS[entry.section],
      text: said(entry.voiceAnswer && VOICE_WORDS[entry.voiceAnswer], entry.text, asked(entry), entry.author),
    })),
    ...(rest.linkedPlans ?? []).map((one) => ({
      key: one.id,
      part: 'Plan elsewhere',
      text: said(
        LINKED_PLAN_KIND_WORDS[one.kind],
        one.heldBy,
        one.reference,
        one.contact && `Ask: ${one.contact}`,
        one.endedOn && 'Ended',
      ),
    })),
  ];
}

const asked = ({ askedOn, askedBy }: PlanEntry): string | null | undefined =>
  askedOn && `Asked${askedBy ? ` by ${askedBy}` : ''} on ${dayInWords(askedOn)}`;

const coverage = (factor: Factor): Part => ({
  key: `answers ${factorKey(factor)}`,
  part: `What answers the ${factor.kind}: ${factor.words}`,
  text: said(
    FACTOR_STATE_WORDS[factor.state],
    ...answersNow(factor),
    factor.state === 'explained' && factor.explanation && `${factor.explanation.text} (${factor.explanation.by})`,
  ),
});

const person = (key: string, part: string, named: PlanPerson | null): Part => ({
  key,
  part,
  text: named === null ? 'Nobody named' : `${named.name}, ${named.agencyName}`,
});

const said = (...texts: (string | false | null | undefined)[]): string => texts.filter(Boolean).join('\n');
