import { Invalid, Refusal } from '../shared/errors';
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
