import { Injectable } from '@nestjs/common';
import type { Visibility } from '../../notes';
import type { Actor } from '../../platform/access';
import { type Submission, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { AddEntry } from '../room/add-entry';

export interface CaseReturn {
  itemId: string;
  text: string;
  visibility?: Visibility;
}

/** What an agency tells the panel about its cases before the meeting: each in the agency's own box, for all or its own kind. */
@Injectable()
export class ReturnInformation {
  constructor(
    private readonly transactions: Transactions,
    private readonly addEntry: AddEntry,
  ) {}

  /** All of the returns or none. @throws Invalid when nothing was written */
  run(
    actor: Actor,
    { meetingId, returns }: { meetingId: string; returns: CaseReturn[] },
    submission?: Submission,
  ): Promise<{ returned: number }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        if (returns.length === 0) {
          throw new Invalid([{ field: 'main-content', message: 'Write something about at least one case' }]);
        }
        for (const one of returns) await this.addEntry.within(tx, { meetingId, kind: 'return', ...one });
        return { returned: returns.length };
      },
      submission,
    );
  }
}
