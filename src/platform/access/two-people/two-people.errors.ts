import { Conflict, NotAllowed } from '../../../shared/errors';

/** Somebody asked already, and it waits for a second person. */
export class AlreadyAsked extends Conflict {
  constructor() {
    super('Somebody has asked for this already. It waits for a second person to agree.');
  }
}

/** Nobody asked, it was decided meanwhile, or the time to agree ran out. */
export class NothingToAgreeTo extends Conflict {
  constructor() {
    super('Nobody is asking for this now. It may have been agreed, withdrawn, or have run out of time. Ask again.');
  }
}

/** Two people means two. */
export class SamePerson extends NotAllowed {
  constructor() {
    super('You asked for this. A second person must agree to it.');
  }
}
