import { Conflict } from '../../shared/errors';

export class NoMethodInForce extends Conflict {
  constructor() {
    super(
      'No identification method is in force. The chair of the panel puts one in force before anybody enters the cohort.',
    );
  }
}

export class MethodIsNotADraft extends Conflict {
  constructor() {
    super('This version is or was in force, so it keeps its words. Start a new draft.');
  }
}
