/** A person's record was made. Whoever made it works with them from then on, unless they only brought it to a panel. */
export class IndividualAdded {
  constructor(readonly individualId: string) {}
}
