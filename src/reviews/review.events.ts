/** A review was recorded and its schedule completed, in this transaction: what was owed about it no longer is. */
export class ReviewRecorded {
  constructor(
    readonly scheduleId: string,
    readonly individualId: string,
  ) {}
}

/** A schedule ended without a review because its plan was closed. */
export class ReviewScheduleCancelled {
  constructor(
    readonly scheduleId: string,
    readonly individualId: string,
  ) {}
}
