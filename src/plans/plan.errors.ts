import { Conflict, Invalid, NotAllowed } from '../shared/errors';
import type { Missing } from './domain/readiness';

export class PlanAlreadyOpen extends Conflict {
  constructor() {
    super('This person already has an open plan. Open it and make your changes there.');
  }
}

export class PlanBeingApproved extends Conflict {
  constructor() {
    super('This plan is waiting for approval. It must be approved or returned before it can be changed.');
  }
}

export class PlanIsClosed extends Conflict {
  constructor() {
    super('This plan is closed, so it cannot be changed. Start a new plan.');
  }
}

export class PlanNotAwaitingApproval extends Conflict {
  constructor() {
    super('This plan is not waiting for approval. Another manager may have approved or returned it already.');
  }
}

export class NothingToApprove extends Conflict {
  constructor() {
    super('Nothing has changed since the last approved edition, so there is nothing to approve.');
  }
}

export class OwnPlan extends NotAllowed {
  constructor() {
    super('You sent this plan for approval, so another manager must approve it.');
  }
}

export class PassedOnYourself extends NotAllowed {
  constructor() {
    super('You passed this plan on to the panel as a manager, so somebody else on the panel must approve it.');
  }
}

/** Names every missing part; the page links to each. */
export class PlanNotReady extends Invalid {
  constructor(readonly missing: Missing[]) {
    super(
      missing.map(({ part, message }) => ({ field: part, message })),
      'The plan is not ready to be sent for approval.',
    );
  }
}

/** The form of a part that was just added, sent once more. */
export class AddedAlready extends Conflict {
  constructor() {
    super(
      'You added this already, a few minutes ago. It is in the plan once. To add something else, change the words.',
    );
  }
}
