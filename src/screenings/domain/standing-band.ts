import { type AxisResult, isTooLittleKnown, type StandingBand } from './score-axis';
import type { ScreeningResult } from './score-screening';
import {
  type Band,
  type ExploitationBand,
  exploitationBands,
  NOT_ENOUGH_KNOWN,
  type ViolenceBand,
  violenceBands,
} from './tool-definition';

export interface LastKnown {
  exploitation: StandingBand<ExploitationBand> | null;
  violence: StandingBand<ViolenceBand> | null;
}

/**
 * What too few answers may not take away. Where too much is not known, a band below the last known one would count
 * every blank as a no: the answers then give "not enough known", and the last known band stands until a second person
 * agrees to a lower one. A band as high or higher is already reached, and counts.
 */
export function standingBands<Result extends ScreeningResult>(result: Result, last: LastKnown): Result {
  return {
    ...result,
    exploitation: onAxis(result.exploitation, last.exploitation, exploitationBands),
    violence: onAxis(result.violence, last.violence, violenceBands),
  };
}

function onAxis<B extends Band>(
  result: AxisResult<B>,
  last: StandingBand<B> | null,
  bands: readonly B[],
): AxisResult<B> {
  if (last === null || !isTooLittleKnown(result.contributions)) return result;
  // As in a judgement, "not enough known" warns of more than the lowest band does: that one never stands instead of it.
  const reached = result.band === NOT_ENOUGH_KNOWN ? 0.5 : bands.indexOf(result.band);
  if (reached >= bands.indexOf(last.band)) return result;
  return { ...result, band: NOT_ENOUGH_KNOWN, bandLabel: 'Not enough is known', stands: last };
}
