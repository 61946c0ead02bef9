/** A field of a form or request and what is wrong with it, in the user's words. */
export interface FieldProblem {
  field: string;
  message: string;
}

/**
 * An expected refusal. Slices name their own subclasses; one filter turns them into pages and problem responses.
 * Nothing else throws HTTP errors.
 */
export abstract class Refusal extends Error {
  /** HTTP status of the answer. */
  abstract readonly status: number;
  /** Stable machine word, the last part of the problem type. */
  abstract readonly code: string;
  /** Sent as Retry-After, where trying again later makes sense. */
  readonly retryAfterSeconds?: number;

  constructor(
    message: string,
    readonly problems: FieldProblem[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** Not there, or not yours: the two look the same. */
export class NotFound extends Refusal {
  readonly status = 404;
  readonly code = 'not-found';

  constructor() {
    super('We cannot find that. It may not exist, or you may not have access to it.');
  }
}

/**
 * The record was merged into another that the actor sees: a page asked for under the old address stands under the new one, and a
 * form that was sent there says which record it is part of now.
 */
export class LeadsElsewhere extends NotFound {
  constructor(
    readonly from: string,
    readonly to: string,
    readonly reference: string,
  ) {
    super();
  }
}

/** The actor sees the record but may not do this to it. */
export class NotAllowed extends Refusal {
  readonly status = 403;
  readonly code = 'not-allowed';

  constructor(message = 'You do not have permission to do this.') {
    super(message);
  }
}

/** Input that cannot be accepted; every problem names its field. */
export class Invalid extends Refusal {
  readonly status = 422;
  readonly code = 'invalid';

  constructor(problems: FieldProblem[], message = 'There is a problem with what was entered.') {
    super(message, problems);
  }
}

/** The record changed after the user saw it. */
export class Stale extends Refusal {
  readonly status = 409;
  readonly code = 'stale';

  constructor() {
    super('This changed after you opened it, perhaps in another tab of yours. Nothing you entered has been saved yet.');
  }
}

/** The rule of the record's state forbids this now. */
export class Conflict extends Refusal {
  readonly status = 409;
  readonly code = 'conflict';
}
