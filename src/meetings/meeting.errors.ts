import { dayInWords, type Day } from '../shared/day';
import { Conflict } from '../shared/errors';

/** One sitting a day for each panel: a second one is a slip of the hand. */
export class MeetingThatDayAlready extends Conflict {
  constructor(heldOn: Day) {
    super(`The panel already has a meeting on ${dayInWords(heldOn)}.`, [
      { field: 'heldOn', message: `The panel already has a meeting on ${dayInWords(heldOn)}` },
    ]);
  }
}

export class MeetingNotOpen extends Conflict {
  constructor() {
    super('This meeting is closed, so its agenda and decisions cannot be changed. List the case for the next meeting.');
  }
}

export class MeetingWasCancelled extends Conflict {
  constructor() {
    super(
      'This meeting was cancelled: nobody meets, and it has no minutes. Write it down at the meeting that takes its place.',
    );
  }
}

export class MeetingNotOpened extends Conflict {
  constructor() {
    super(
      'This meeting has not been opened. Open it in the room, with the statement read and who is there, then decide.',
    );
  }
}

export class MeetingBeforeItsDay extends Conflict {
  constructor(heldOn: Day) {
    super(`This meeting is on ${dayInWords(heldOn)}. Open it on that day or later.`);
  }
}

export class MeetingNotYetHeld extends Conflict {
  constructor(heldOn: Day) {
    super(`This meeting is on ${dayInWords(heldOn)}. Close it on that day or later.`);
  }
}

export class AlreadyDecided extends Conflict {
  constructor() {
    super('The panel has already recorded a decision on this case at this meeting.');
  }
}

export class NotDecidedYet extends Conflict {
  constructor() {
    super('The panel has not recorded a decision on this case at this meeting, so there is none to change.');
  }
}

/** A case that was put off is not decided by the way: it comes back to the agenda first. */
export class PutOff extends Conflict {
  constructor() {
    super('This case was put off. Put it back on the agenda first.');
  }
}

/** Told to whoever sees the person otherwise: to everybody else the item is not there. */
export class OffTheAgenda extends Conflict {
  constructor(since: Day) {
    super(
      `This person left the panel’s cohort on ${dayInWords(since)}, or the decision about them was made elsewhere then, so the case is off the agenda and nothing is recorded of it here.`,
    );
  }
}

/** Who awaits the cohort decision enters or does not: with criteria, evidence and deciders, by forms of their own. */
export class DecidedAsEntry extends Conflict {
  constructor() {
    super(
      'This item is the decision about the cohort. Decide that the person enters or does not enter, by the links on the page of the item. Once made, it is changed on the person’s record.',
    );
  }
}

/** Whoever left the cohort by the decision does not come back by another one. */
export class ClosedByDecision extends Conflict {
  constructor() {
    super(
      'This decision closed the case: the plan ended and the person left the cohort. Enter them into the cohort again first, then change the decision.',
    );
  }
}

export class AlreadyListed extends Conflict {
  constructor() {
    super('This person is already on the agenda.', [
      { field: 'reference', message: 'This person is already on the agenda' },
    ]);
  }
}
