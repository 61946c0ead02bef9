import { Conflict } from '../../shared/errors';

export class AlreadyRestricted extends Conflict {
  constructor() {
    super('This record is restricted already. Change who is named instead.');
  }
}

export class NotRestricted extends Conflict {
  constructor() {
    super('This record is not restricted.');
  }
}
