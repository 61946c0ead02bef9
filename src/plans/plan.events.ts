/** A manager approved the plan: it is live, and its first review must be scheduled. */
export class PlanApproved {
  constructor(
    readonly planId: string,
    readonly individualId: string,
  ) {}
}

/** The plan ended; nothing is owed on it any more. */
export class PlanClosed {
  constructor(
    readonly planId: string,
    readonly individualId: string,
  ) {}
}
