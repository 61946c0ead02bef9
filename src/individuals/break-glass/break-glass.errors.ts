import { Conflict, Refusal } from '../../shared/errors';

/** Nobody there, more than one, or nobody who can be opened like this: one answer for all of them. */
export class NobodyFound extends Refusal {
  readonly status = 422;
  readonly code = 'nobody-found';

  constructor() {
    super('Nobody found. Check the reference, or the whole name and date of birth, or ask your manager.', [
      { field: 'reference', message: 'Nobody found. Check the reference, or the whole name and date of birth' },
    ]);
  }
}

export class AlreadyEnded extends Conflict {
  constructor() {
    super('This access has ended already.');
  }
}
