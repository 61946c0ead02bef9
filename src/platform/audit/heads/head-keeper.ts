import type { Head } from '../domain/head';
import type { KeepingTask } from '../chain/audit-keeping';

/** A place outside the database that keeps heads of the chain. */
export interface HeadKeeper {
  readonly task: KeepingTask;
  /** Resolves when the head is kept there; throws when it is not. A head may be given twice. */
  keep(head: Head): Promise<void>;
}

/** The place would not take the head, or not be reached. The message holds codes only. */
export class HeadNotKept extends Error {
  constructor(
    message: string,
    readonly code: string,
    options?: { cause: unknown },
  ) {
    super(message, options);
    this.name = 'HeadNotKept';
  }
}
