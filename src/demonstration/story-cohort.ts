import { currentMembership, methodInForce, ValidateMembership } from '../cohort';
import type { Tier } from '../individuals';
import type { Transaction } from '../platform/database';
import { addDays, type Day, dayInLondon } from '../shared/day';
import type { History } from './history';
import type { Stage } from './stage';

const DECIDERS = [
  'Chair of the panel, Slough council',
  'Neighbourhood inspector, Thames Valley Police',
  'Head of service, Slough Children First',
];

/** What the panel of the story decides by, beside the evidence: the graver the tier, the more criteria. */
export async function groundsAtEntry(tx: Transaction, tier: Tier) {
  const criteria = (await methodInForce(tx))?.criterionIds ?? [];
  return {
    criteriaMet: criteria.slice(0, tier === 'critical' || tier === 'high' ? 2 : 1),
    evidenceKind: 'incident' as const,
    deciders: DECIDERS,
    dissent: tier === 'monitoring' ? 'School would have waited another month: attendance is rising.' : null,
    considered: 'Early help alone was considered, and rejected: more than one agency has to act, and soon.',
  };
}

/** A little before each half year is over, the panel checks who is still in the cohort, and they are screened again. */
export function checkEveryHalfYear(
  stage: Stage,
  history: History,
  { from, until, whom, andThen }: { from: Date; until: Date; whom: () => string; andThen: (at: Date) => Promise<void> },
): void {
  for (let at = later(from); at <= until; at = later(at)) {
    history.at(at, async () => {
      const today = dayInLondon(at);
      const belongs = await stage.sitting('chair@mace.example', (tx) => stillBelongs(tx, stage, whom(), today));
      if (belongs) await andThen(at);
    });
  }
}

const later = (at: Date): Date => new Date(at.getTime() + 175 * 86_400_000);

async function stillBelongs(tx: Transaction, stage: Stage, individualId: string, today: Day): Promise<boolean> {
  const current = await currentMembership(tx, individualId);
  if (!current) return false;
  const { criteriaMet, deciders } = await groundsAtEntry(tx, current.tier);
  await stage.verb(ValidateMembership).within(tx, {
    individualId,
    decision: 'Stays in the cohort: the risk is less than it was, and not gone.',
    criteriaMet,
    evidenceKind: 'observation',
    evidence: 'Workers still see them avoid one part of town, and the threat has not been withdrawn.',
    evidenceOn: addDays(today, -9),
    deciders,
    dissent: null,
  });
  return true;
}
