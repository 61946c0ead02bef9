/**
 * Somebody is about to leave the cohort, and whoever decides it still sees the case: what hangs on the membership is ended
 * in the same transaction, because from its end on nobody would be asked about it.
 */
export class LeavingCohort {
  constructor(readonly individualId: string) {}
}
