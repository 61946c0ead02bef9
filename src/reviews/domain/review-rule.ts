import { Day, addDays, dayInWords, isBefore } from '../../shared/day';
import {
  holidaysNotKnown,
  type IsWorkingDay,
  workingDayOnOrBefore,
  WorkingDaysAsKnown,
} from '../../shared/working-days';
import { movedWords } from './working-due-day';
import { type ReviewRule, type Strand, type Tier, tierReviewRules } from './review-rules';

export interface ReviewWindow {
  windowFrom: Day;
  dueOn: Day;
  /** The label of the rule that produced the window, kept with the schedule. */
  rule: string;
  explanation: string;
}

export interface WindowAsked {
  tier: Tier;
  strand?: Strand | null;
  from: Day;
  rules?: readonly ReviewRule[];
}

/** No rule, or not exactly one that can be followed, for a tier or strand. */
export class UnusableReviewRule extends Error {
  constructor(readonly of: Tier | Strand) {
    super(
      `${of} needs exactly one review rule, in whole days: due after at least 7 days, ` +
        'and a window that opens on or after the first day and not after the due day.',
    );
    this.name = 'UnusableReviewRule';
  }
}

/**
 * When the next review may be held and when it is due: by the rule of the tier or of the strand, whichever is sooner. A
 * due day that is no working day moves to the working day before it, so a review is never due later than the rule says.
 * Past the holiday table only weekends are left out, and the explanation says so.
 */
export function nextReviewWindow(asked: WindowAsked, calendar?: IsWorkingDay): ReviewWindow {
  const rule = soonestRule(asked);
  const known = new WorkingDaysAsKnown();
  const ruleDay = addDays(asked.from, rule.dueAfterDays);
  const dueOn = workingDayOnOrBefore(ruleDay, calendar ?? known.isWorkingDay);
  const opensOn = addDays(asked.from, rule.windowFromDays);
  return {
    windowFrom: isBefore(dueOn, opensOn) ? dueOn : opensOn,
    dueOn,
    rule: rule.label,
    explanation: explain(rule, { from: asked.from, ruleDay, dueOn, isCertain: known.isCertain }),
  };
}

// No run of weekend days and bank holidays is longer than four days, so seven keeps a due day after its start.
const SHORTEST_PERIOD = 7;

function soonestRule({ tier, strand, rules = tierReviewRules }: WindowAsked): ReviewRule {
  const ofTier = onlyRule(
    tier,
    rules.filter((rule) => rule.tier === tier),
  );
  const ofStrand = strand ? rules.filter((rule) => rule.strand === strand) : [];
  if (!strand || ofStrand.length === 0) return ofTier;
  const other = onlyRule(strand, ofStrand);
  return other.dueAfterDays < ofTier.dueAfterDays ? other : ofTier;
}

function onlyRule(of: Tier | Strand, [rule, another]: ReviewRule[]): ReviewRule {
  if (!rule || another) throw new UnusableReviewRule(of);
  const { windowFromDays, dueAfterDays } = rule;
  const isWhole = Number.isSafeInteger(windowFromDays) && Number.isSafeInteger(dueAfterDays);
  if (!isWhole || dueAfterDays < SHORTEST_PERIOD || windowFromDays < 0 || windowFromDays > dueAfterDays) {
    throw new UnusableReviewRule(of);
  }
  return rule;
}

function explain(rule: ReviewRule, days: { from: Day; ruleDay: Day; dueOn: Day; isCertain: boolean }): string {
  const whose = rule.tier ? `the ${rule.tier} tier` : `the ${rule.strand} strand`;
  const sentences = [
    `Plans of people in ${whose} are reviewed within ${period(rule.dueAfterDays)}.`,
    `Counted from ${dayInWords(days.from)}.`,
  ];
  if (days.dueOn !== days.ruleDay) {
    sentences.push(movedWords(days.ruleDay, days.dueOn));
  }
  if (!days.isCertain) sentences.push(holidaysNotKnown());
  return sentences.join(' ');
}

function period(days: number): string {
  if (days % 7 !== 0) return `${days} days`;
  return days === 7 ? '1 week' : `${days / 7} weeks`;
}
