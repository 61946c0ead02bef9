import type { Day } from '../shared/day';

/** The panel took a referral on: from here on whom it is about waits for the decision whether they enter the cohort. */
export class ReferralAccepted {
  constructor(
    readonly referralId: string,
    readonly individualId: string,
    readonly panelId: string,
    readonly acceptedOn: Day,
  ) {}
}
