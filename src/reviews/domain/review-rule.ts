import { Day, addDays, dayInWords, dayInWordsWithWeekday, isBefore } from '../../shared/day';
import { workingDayOnOrBefore } from '../../shared/working-days';

export const tiers = ['critical', 'high', 'medium', 'monitoring'] as const;
export type Tier = (typeof tiers)[number];

/** How often plans of one tier are reviewed. Days are calendar days from the day the count starts. */
export interface ReviewRule {
  tier: Tier;
  label: string;
  /** From this day on a review counts as the one that is due; an earlier one is an extra review. */
  windowFromDays: number;
  dueAfterDays: number;
}

export interface ReviewWindow {
  windowFrom: Day;
  dueOn: Day;
  /** The label of the rule that produced the window, kept with the schedule. */
  rule: string;
  explanation: string;
}

/** The partnership's tier schedule until it sets its own: 4, 6 and 12 weeks, and 13 weeks (3 months) to exit. */
export const tierReviewRules: readonly ReviewRule[] = [
  { tier: 'critical', label: 'Critical tier: every 4 weeks', windowFromDays: 14, dueAfterDays: 28 },
  { tier: 'high', label: 'High tier: every 6 weeks', windowFromDays: 28, dueAfterDays: 42 },
  { tier: 'medium', label: 'Medium tier: every 12 weeks', windowFromDays: 70, dueAfterDays: 84 },
  { tier: 'monitoring', label: 'Monitoring tier: every 13 weeks', windowFromDays: 77, dueAfterDays: 91 },
];

/** No rule, or not exactly one that can be followed, for a tier. */
export class UnusableReviewRule extends Error {
  constructor(readonly tier: Tier) {
    super(
      `The ${tier} tier needs exactly one review rule, in whole days: due after at least 7 days, ` +
        'and a window that opens on or after the first day and not after the due day.',
    );
    this.name = 'UnusableReviewRule';
  }
}

/**
 * When the next review may be held and when it is due. A due day that is no working day moves to the working day
 * before it, so a review is never due later than the rule says. Throws BeyondHolidayTable past the holiday table.
 */
export function nextReviewWindow(asked: { tier: Tier; from: Day; rules?: readonly ReviewRule[] }): ReviewWindow {
  const rule = usableRule(asked.tier, asked.rules ?? tierReviewRules);
  const ruleDay = addDays(asked.from, rule.dueAfterDays);
  const dueOn = workingDayOnOrBefore(ruleDay);
  const opensOn = addDays(asked.from, rule.windowFromDays);
  return {
    windowFrom: isBefore(dueOn, opensOn) ? dueOn : opensOn,
    dueOn,
    rule: rule.label,
    explanation: explain(rule, asked.from, ruleDay, dueOn),
  };
}

// No run of weekend days and bank holidays is longer than four days, so seven keeps a due day after its start.
const SHORTEST_PERIOD = 7;

function usableRule(tier: Tier, rules: readonly ReviewRule[]): ReviewRule {
  const [rule, another] = rules.filter((candidate) => candidate.tier === tier);
  if (!rule || another) throw new UnusableReviewRule(tier);
  const { windowFromDays, dueAfterDays } = rule;
  const isWhole = Number.isSafeInteger(windowFromDays) && Number.isSafeInteger(dueAfterDays);
  if (!isWhole || dueAfterDays < SHORTEST_PERIOD || windowFromDays < 0 || windowFromDays > dueAfterDays) {
    throw new UnusableReviewRule(tier);
  }
  return rule;
}

function explain(rule: ReviewRule, from: Day, ruleDay: Day, dueOn: Day): string {
  const sentences = [
    `Plans of people in the ${rule.tier} tier are reviewed within ${period(rule.dueAfterDays)}.`,
    `Counted from ${dayInWords(from)}.`,
  ];
  if (dueOn !== ruleDay) {
    sentences.push(
      `${dayInWordsWithWeekday(ruleDay)} is not a working day, so it is due on the working day before, ` +
        `${dayInWordsWithWeekday(dueOn)}.`,
    );
  }
  return sentences.join(' ');
}

function period(days: number): string {
  if (days % 7 !== 0) return `${days} days`;
  return days === 7 ? '1 week' : `${days / 7} weeks`;
}
