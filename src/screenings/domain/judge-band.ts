import {
  Axis,
  Band,
  ExploitationBand,
  NOT_ENOUGH_KNOWN,
  ViolenceBand,
  exploitationBands,
  violenceBands,
} from './tool-definition';

export type ExploitationJudgement = ExploitationBand | typeof NOT_ENOUGH_KNOWN;
export type ViolenceJudgement = ViolenceBand | typeof NOT_ENOUGH_KNOWN;

export type BandQuestion = { reason?: string } & (
  | { axis: 'exploitation'; scored: ExploitationJudgement; judged: ExploitationJudgement }
  | { axis: 'violence'; scored: ViolenceJudgement; judged: ViolenceJudgement }
);

export interface Judgement {
  isDifferent: boolean;
  /** Lower than the tool's band. It does not take effect until a second person agrees. */
  needsSecondPerson: boolean;
  /** Trimmed; null when there was none. */
  reason: string | null;
}

/** A judged band that differs from the scored one, without a reason. */
export class JudgementNeedsReason extends Error {
  constructor(readonly axis: Axis) {
    super(`Say why the ${axis} band you chose is different from the one the answers give.`);
    this.name = 'JudgementNeedsReason';
  }
}

/** Compares the practitioner's band with the tool's: both are kept, and neither replaces the other. */
export function judgeBand(question: BandQuestion): Judgement {
  const { axis, scored, judged } = question;
  const reason = question.reason?.trim() || null;
  const isDifferent = scored !== judged;
  if (isDifferent && reason === null) throw new JudgementNeedsReason(axis);
  const bands: readonly Band[] = axis === 'exploitation' ? exploitationBands : violenceBands;
  return { isDifferent, needsSecondPerson: height(judged, bands) < height(scored, bands), reason };
}

// "Not enough is known" stands just above the lowest band: going from it to the lowest drops a warning.
function height(band: Band | typeof NOT_ENOUGH_KNOWN, bands: readonly Band[]): number {
  if (band === NOT_ENOUGH_KNOWN) return 0.5;
  const at = bands.indexOf(band);
  if (at < 0) throw new RangeError('That band belongs to the other axis.');
  return at;
}
