import type { Tier } from '../individuals';
import type { Strand } from './cohort-words';

/**
 * Somebody is about to leave the cohort, and whoever decides it still sees the case: what hangs on the membership is ended
 * in the same transaction, because from its end on nobody would be asked about it.
 */
export class LeavingCohort {
  constructor(readonly individualId: string) {}
}

/** Where a person stands in the cohort, as far as something else counts from it. */
export interface PlaceInCohort {
  tier: Tier | null;
  strand: Strand | null;
}

/** Tier or strand become another in this transaction, whoever decides it and in whatever way; an entry comes from no place. */
export class PlaceChanged {
  /** What followed from it, in sentences for whoever decided. */
  readonly effects: string[] = [];

  constructor(
    readonly individualId: string,
    readonly before: PlaceInCohort,
    readonly after: PlaceInCohort,
  ) {}
}
