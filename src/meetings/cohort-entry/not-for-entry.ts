import { Conflict } from '../../shared/errors';

/** The item is on the agenda for something else. */
export class NotForEntry extends Conflict {
  constructor() {
    super('This item is not about whether the person enters the cohort. Decide it on its own page.');
  }
}
