import { Conflict, Invalid, NotAllowed, Refusal } from '../shared/errors';
import type { Axis } from './domain/tool-definition';

/** The partnership has put no screening tool in force yet. */
export class NoToolInForce extends Refusal {
  readonly status = 409;
  readonly code = 'no-tool-in-force';

  constructor() {
    super('No screening tool is in force, so a screening cannot be recorded yet. Ask your panel coordinator.');
  }
}

/** Another version came into force while the form was being filled in. */
export class ToolChanged extends Refusal {
  readonly status = 409;
  readonly code = 'tool-changed';

  constructor() {
    super(
      'The screening tool changed while you were filling this in. Nothing has been saved yet. Your answers are kept: check them against the questions below and send them again.',
    );
  }
}

/** The number already stands for other questions, or for a version that was retired. */
export class ToolVersionTaken extends Refusal {
  readonly status = 409;
  readonly code = 'tool-version-taken';

  constructor() {
    super('This version number has been used before. A version never changes: give this one the next number.');
  }
}

/** A definition that would score wrongly. */
export class UnfitTool extends Invalid {
  constructor(problems: readonly string[]) {
    super(problems.map((message) => ({ field: 'definition', message })));
  }
}

/** A judged band that differs from the answers' without a reason. */
export class ReasonMissing extends Invalid {
  constructor(axis: Axis, words: { judged: string; scored: string }) {
    super([
      {
        field: 'judgementReason',
        message: `Say why you judge ${axis} to be ‘${words.judged}’ when the answers give ‘${words.scored}’`,
      },
    ]);
  }
}

/** Only a draft changes. */
export class NotADraft extends Conflict {
  constructor() {
    super('This version is no draft any more, so it cannot be changed. Start a new draft from it.');
  }
}

/** One draft of a tool at a time, or two people would write past each other. */
export class DraftThere extends Conflict {
  constructor() {
    super('There is a draft of this tool already. Open it from the list of tools and go on there.');
  }
}

/** Asked for, withdrawn, agreed or changed meanwhile. */
export class NothingAsked extends Conflict {
  constructor() {
    super('Nobody is asking for this draft to be put in force. It may have been changed or withdrawn meanwhile.');
  }
}

/** The same person, or one who wrote in the draft. */
export class SecondPersonNeeded extends NotAllowed {}

/** Somebody has agreed or not already, or nothing ever waited. */
export class NothingToAgree extends Conflict {
  constructor() {
    super('This band does not wait for a second person. Somebody may have decided meanwhile.');
  }
}
