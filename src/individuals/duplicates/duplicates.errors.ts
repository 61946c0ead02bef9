import { Conflict, Invalid } from '../../shared/errors';

/** Somebody alike is on record, and whoever adds has not looked yet. */
export class MayBeOnRecord extends Invalid {
  constructor() {
    super([{ field: 'lookedAt', message: 'We found who may be the same person. Look at each of them, then answer' }]);
  }
}

const WHY: Record<string, string> = {
  waiting_request:
    'Somebody asked for an act that two people must agree on, and it waits. Agree to it or withdraw it first.',
  named_people: 'Both records are restricted, to different people. Name the same people on both first.',
  agenda: 'Both records stand on the agenda of a meeting that has not decided about them. Take one of them off first.',
  undone: 'This merge was undone already.',
};

/** What stands in the way of a merge; `what` as the database names it. */
export class CannotMerge extends Conflict {
  readonly what: string;

  constructor(what: string) {
    super(WHY[what] ?? 'The two records contradict each other. Open this page again and choose what stands.');
    this.what = what;
  }
}
