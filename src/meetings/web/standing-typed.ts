import { STRANDS } from '../../cohort';
import { nextDueByRule } from '../../reviews';
import type { Day } from '../../shared/day';
import type { CaseSheet } from '../case-sheets';
import { stepThatStands } from '../standing-step';

/**
 * The form in which a decision is changed starts from the decision that stands, so that a reason is put right without typing the rest
 * again. What it did to the record is not asked for a second time: actions, strand, bands, transfer, escalation.
 */
export function standingTyped(
  sheet: CaseSheet,
  today: Day,
): Record<string, unknown> & { decision?: unknown; newTier?: unknown } {
  const { item, header, agenda } = sheet;
  const row = agenda.find((one) => one.id === item.id);
  const step = row && stepThatStands(standingOf(row), header.tier);
  return {
    // A step the record has left behind is not the decision any more: the panel says what it is.
    decision: isStep(item.decision) && !step ? undefined : item.decision,
    newTier: step?.to,
    rationale: item.rationale ?? '',
    dissent: item.dissent ?? '',
    signpostedTo: row?.signposted_to ?? '',
    withoutQuorumReason: row?.without_quorum_reason ?? '',
    tellsPerson: item.tells_person ?? '',
    tellsReferrer: item.tells_referrer ?? '',
    ...soonerDay(sheet, row?.outcome_kept ? row.next_review_on : null, today),
  };
}

/** Of whoever came second: their words where they wrote some, what the other saved elsewhere. Another decision than the other's takes its tier and day from nobody. */
export function typedOverStanding(
  sheet: CaseSheet,
  typed: Record<string, unknown>,
  today: Day,
): Record<string, unknown> {
  const own = Object.fromEntries(
    Object.entries(typed).filter(([, value]) => typeof value !== 'string' || value.trim() !== ''),
  );
  const { decision, newTier, ...standing } = standingTyped(sheet, today);
  const isSame = own['decision'] === undefined || own['decision'] === decision;
  const words = Object.entries(standing).filter(([name]) => isSame || !name.startsWith('nextDueOn'));
  return { ...(isSame ? { decision, newTier } : {}), ...Object.fromEntries(words), ...own };
}

const isStep = (decision: string | null): boolean => decision === 'step_up' || decision === 'step_down';

/** What stands, in the words of the rule of steps. */
export const standingOf = ({
  decision,
  tier_before,
  tier_after,
}: Pick<CaseSheet['agenda'][number], 'decision' | 'tier_before' | 'tier_after'>) => ({
  decision,
  tierBefore: tier_before,
  tierAfter: tier_after,
});

/** The day the panel set sooner than the rule; the rule's own day is left to the rule, which knows the tier decided now. */
function soonerDay({ item, header, schedule }: CaseSheet, nextReviewOn: Day | null, today: Day) {
  if (nextReviewOn === null || schedule?.due_on !== nextReviewOn || !schedule.counts_from_here) return {};
  const from = item.held_on < today ? item.held_on : today;
  const strand = STRANDS.find((known) => known === header.strand) ?? null;
  const byRule = nextDueByRule({ from, tier: header.tier, strand, dateOfBirth: header.dateOfBirth, today });
  if (nextReviewOn >= byRule) return {};
  const [year = '', month = '', day = ''] = nextReviewOn.split('-');
  return {
    'nextDueOn-day': String(Number(day)),
    'nextDueOn-month': String(Number(month)),
    'nextDueOn-year': year,
  };
}
