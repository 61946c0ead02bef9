import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, NotFound } from '../../shared/errors';
import { publications, type PublicationRow, type ReleasedWords } from './reports.queries';

class ReleasedAlready extends Conflict {
  constructor() {
    super('This version was released already.');
  }
}

class OnesOwn extends Conflict {
  constructor() {
    super('You made this version. Another person of governance releases it.');
  }
}

/**
 * Governance gives a publishable version out. Until then it is no publication: its words may name somebody whom neither their writer
 * nor the publisher may see, and what was left out of itself would tell them who is on record.
 */
@Injectable()
export class ReleasePublication {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  /** @throws NotFound without a publishable version; a conflict for one that was released, or of the actor's own */
  run(
    actor: Actor,
    release: { reportId: string; words: ReleasedWords },
    submission?: Submission,
  ): Promise<{ id: string }> {
    this.rules.ensureMay(actor, 'release', 'QuarterlyReport', {});
    return this.transactions.act(actor, (tx) => this.within(tx, release), submission);
  }

  private async within(
    tx: Transaction,
    { reportId, words }: { reportId: string; words: ReleasedWords },
  ): Promise<{ id: string }> {
    const { text, values } = publications(reportId);
    const [found] = await tx.query<PublicationRow>(text, values ?? []);
    if (!found) throw new NotFound();
    if (found.published_by_id === tx.actor.userId) throw new OnesOwn();
    const [released] = await tx.query(
      `INSERT INTO publication_releases (publication_id, words, released_by, released_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING publication_id`,
      [found.id, words, tx.actor.userId, tx.now],
    );
    if (!released) throw new ReleasedAlready();
    const of = { subjectType: 'quarterly_report', subjectId: reportId };
    await tx.audit({ act: 'quarterly_report.released', ...of, fields: [`words:${words}`] });
    return { id: found.id };
  }
}
