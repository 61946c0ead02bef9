import { Conflict } from '../shared/errors';

export class ReferralIsClosed extends Conflict {
  constructor() {
    super('This referral has its answer. If there is something new, make a new referral.');
  }
}

export class QuestionIsOpen extends Conflict {
  constructor() {
    super('The referrer has been asked and has not answered yet.');
  }
}

/** Whoever is named on a restricted record already decides about it; a referral would tell the whole panel. */
export class RecordIsRestricted extends Conflict {
  constructor() {
    super('This record is restricted, so it cannot be referred here. Speak to one of the people named on it.');
  }
}
