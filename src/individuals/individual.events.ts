/** A person's record was made. Whoever made it works with them from then on, unless they only brought it to a panel. */
export class IndividualAdded {
  constructor(readonly individualId: string) {}
}

/** Two records became one: what stands of either may be more urgent than what the other counted from. */
export class RecordsJoined {
  constructor(readonly individualId: string) {}
}

/** The date of birth on record is another now: what was worked out from it was worked out from a mistake. */
export class BirthCorrected {
  constructor(readonly individualId: string) {}
}
