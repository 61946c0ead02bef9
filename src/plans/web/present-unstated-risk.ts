import { bandWords, isHigherBand } from '../../individuals';
import { dayInWords } from '../../shared/day';
import { type PlanBody, readByAll } from '../domain/plan-content';
import type { LatestBandsRow } from '../latest-bands.queries';

/** A plan that names no risk, of somebody of whom the last screening says that there is one: a gap that no factor stands for. */
export function unstatedRisk(plan: PlanBody, bands: LatestBandsRow | undefined): string | null {
  if (!bands || hasActiveRisk(plan)) return null;
  const given = [
    ...(isHigherBand(bands.exploitation_band, 'none_identified')
      ? [`exploitation ${bandWords(bands.exploitation_band)}`]
      : []),
    ...(isHigherBand(bands.violence_band, 'low') ? [`violence ${bandWords(bands.violence_band)}`] : []),
  ];
  if (given.length === 0) return null;
  return `No active risk that every agency may read is recorded, and the screening of ${dayInWords(bands.screened_on)} gives ${given.join(' and ')}`;
}

export const hasActiveRisk = (plan: PlanBody): boolean => readByAll(plan).risks.some(({ endedOn }) => endedOn === null);
