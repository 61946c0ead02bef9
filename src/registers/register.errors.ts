import { Conflict } from '../shared/errors';

export class LineIsClosed extends Conflict {
  constructor() {
    super('This is closed and can no longer be changed. If it is back, record it anew.');
  }
}
