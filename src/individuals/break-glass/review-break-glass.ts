import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { BreakGlassGrant, type ReviewOutcome } from './break-glass-grant.entity';
import { grantWithin } from './break-glass.queries';

export interface BreakGlassReview {
  id: string;
  version: number;
  outcome: ReviewOutcome;
  comment: string;
}

/** Governance says of every use whether it was right; never of their own. A later look may change what was said. */
@Injectable()
export class ReviewBreakGlass {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, review: BreakGlassReview, submission?: Submission): Promise<{ id: string; version: number }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const grant = await grantWithin(tx, review.id);
        this.rules.ensureMay(tx.actor, 'review', 'BreakGlass', grant);
        if (review.outcome !== 'justified' && review.comment.trim() === '') {
          throw new Invalid([{ field: 'comment', message: 'Enter what was wrong, or what must follow' }]);
        }
        await tx.change(
          BreakGlassGrant,
          { id: review.id, version: review.version },
          {
            reviewOutcome: review.outcome,
            reviewComment: review.comment.trim() || null,
            reviewedBy: tx.actor.userId,
            reviewedAt: tx.now,
          },
        );
        await tx.audit({
          act: 'break_glass.reviewed',
          subjectType: 'break_glass',
          subjectId: review.id,
          individualId: grant.individualId,
          fields: ['reviewOutcome', 'reviewComment'],
        });
        return { id: review.id, version: review.version + 1 };
      },
      submission,
    );
  }
}
