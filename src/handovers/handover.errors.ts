import { Conflict, Invalid } from '../shared/errors';
import { MOST_AT_ONCE } from './domain/held';
import type { LeftOut } from './left-out';

export class HandoverIsOver extends Conflict {
  constructor() {
    super('This handover was already confirmed. Open it again to see what it changed.');
  }
}

export class NothingToHandOver extends Conflict {
  constructor(leftOut: LeftOut[]) {
    super(
      'There is nothing here that you can hand over. Somebody may have done it already.',
      leftOut.map(({ label, why }) => ({ field: 'main-content', message: `${label}: ${why}` })),
    );
  }
}

export class NothingChosen extends Invalid {
  constructor() {
    super([{ field: 'forAll', message: 'Select a new person for at least one thing' }]);
  }
}

export class TooManyAtOnce extends Invalid {
  constructor(field: string, what: string, count: number) {
    const message = `You can hand over ${MOST_AT_ONCE} ${what} at a time, and this is ${count}. Do these in parts.`;
    super([{ field, message }]);
  }
}

/** The whole handover stopped, and nothing was changed; each problem names what stopped it and why. */
export class HandoverStopped extends Conflict {
  constructor(stopped: LeftOut[]) {
    super(
      'Nothing was handed over, because something in it cannot be.',
      stopped.map(({ label, why }) => ({ field: 'things', message: `${label}: ${why}` })),
    );
  }
}

export class TooLateToUndo extends Conflict {
  constructor() {
    super('A handover can be undone for 24 hours. Hand the cases over again instead.');
  }
}

export class NotConfirmed extends Conflict {
  constructor() {
    super('Only a confirmed handover can be undone, and only once.');
  }
}
