import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { type BoxOwnerRow, boxOwners, type BoxWriterRow, boxWriters } from './box-owners.queries';
import { type Section, SECTION_WORDS, SECTIONS } from './report-content';

/** For each box who is to write it; null for nobody. A box that is left out stays as it is. */
export type BoxOwners = Partial<Record<Section, string | null>>;

/**
 * Names who is to write which box of the quarterly report: a box that is everybody's is nobody's. Once, and so in each quarter until
 * somebody else is named; whoever else may write in a box still may.
 */
@Injectable()
export class NameBoxOwners {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, owners: BoxOwners, submission?: Submission): Promise<{ titles: string[] }> {
    return this.transactions.act(actor, (tx) => this.within(tx, owners), submission);
  }

  /** @returns the titles of the boxes whose owner changed */
  async within(tx: Transaction, owners: BoxOwners): Promise<{ titles: string[] }> {
    this.rules.ensureMay(tx.actor, 'name_owners', 'QuarterlyReport', {});
    // Two who press at once: the second sees whom the first named.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('report_box_owners'))`);
    const [owned, mayWrite] = [boxOwners(), boxWriters()];
    const now = await tx.query<BoxOwnerRow>(owned.text, owned.values);
    const writers = await tx.query<BoxWriterRow>(mayWrite.text, mayWrite.values);
    const changed = SECTIONS.flatMap((section) => {
      const owner = owners[section];
      const was = now.find((row) => row.section === section)?.user_id ?? null;
      return owner === undefined || owner === was ? [] : [{ section, owner }];
    });
    const unknown = changed.filter(({ owner }) => owner !== null && !writers.some(({ id }) => id === owner));
    if (unknown.length > 0) {
      throw new Invalid(
        unknown.map(({ section }) => ({
          field: section,
          message: `${SECTION_WORDS[section]}: select somebody from the list`,
        })),
      );
    }
    for (const { section, owner } of changed) {
      await tx.query(
        'INSERT INTO report_box_owners (id, section, user_id, named_by, named_at) VALUES ($1, $2, $3, $4, $5)',
        [newId(), section, owner, tx.actor.userId, tx.now],
      );
    }
    const fields = changed.map(({ section }) => section);
    if (fields.length > 0)
      await tx.audit({ act: 'quarterly_report.owners_named', subjectType: 'quarterly_report', fields });
    return { titles: fields.map((section) => SECTION_WORDS[section]) };
  }
}
