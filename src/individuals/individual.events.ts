import type { Day } from '../shared/day';

/** A person's record was made. Whoever made it works with them from then on, unless they only brought it to a panel. */
export class IndividualAdded {
  constructor(readonly individualId: string) {}
}

/** Two records became one: what stands of either may be more urgent than what the other counted from. */
export class RecordsJoined {
  constructor(
    readonly individualId: string,
    readonly mergeId: string,
  ) {}
}

/** Two records that had been one are apart: what was given back may be later than what happened meanwhile allows. */
export class RecordsParted {
  constructor(
    readonly individualIds: readonly string[],
    readonly mergeId: string,
  ) {}
}

/** The date of birth on record is another now: what was worked out from it was worked out from a mistake. */
export class BirthCorrected {
  constructor(
    readonly individualId: string,
    /** By a correction of this record, or because the other one's stands of two that were joined. */
    readonly by: 'correction' | 'joining',
  ) {}
}

export interface CustodyFact {
  individualId: string;
  /** They were in custody until then, and are not any more. */
  hasLeft: boolean;
  fromOn: Day;
  releaseExpectedOn: Day | null;
  source: string;
}

/** Another custody status stands. */
export class CustodyRecorded {
  constructor(readonly custody: CustodyFact) {}
}
