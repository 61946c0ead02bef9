import { Injectable } from '@nestjs/common';
import { AddIdentifier, RecordAddress, RecordEducation } from '../individuals';
import { AddNote } from '../notes';
import type { Transaction } from '../platform/database';
import { dayInWords } from '../shared/day';
import { importNote } from './domain/left-over';
import type { PersonToMake } from './person-to-make';

/** Numbers, addresses, education and notes of a person of the sheet. */
@Injectable()
export class KeepFacts {
  constructor(
    private readonly addIdentifier: AddIdentifier,
    private readonly recordAddress: RecordAddress,
    private readonly recordEducation: RecordEducation,
    private readonly addNote: AddNote,
  ) {}

  async within(tx: Transaction, individualId: string, asked: PersonToMake): Promise<void> {
    await this.recordFacts(tx, individualId, asked);
    await this.keepNotes(tx, individualId, asked);
  }

  private async recordFacts(tx: Transaction, individualId: string, { person, fileName }: PersonToMake): Promise<void> {
    for (const { kind, value } of person.identifiers) {
      await this.addIdentifier.within(tx, { individualId, kind, value, source: `Imported from ${fileName}` });
    }
    for (const address of person.addresses) await this.recordAddress.within(tx, { individualId, ...address });
    for (const place of person.education) await this.recordEducation.within(tx, { individualId, ...place });
  }

  /** Two entries: what somebody wrote in the Notes column is nobody's proven fact; what the row said, is one. */
  private async keepNotes(tx: Transaction, individualId: string, asked: PersonToMake): Promise<void> {
    const { person, fileName } = asked;
    const written = person.rows.filter((row) => row.values.notes !== null);
    if (written.length > 0) {
      const texts = written.map((row) => `Row ${row.rowNumber} of ${fileName}, Notes:\n${row.values.notes ?? ''}`);
      await this.addNote.within(tx, { individualId, text: texts.join('\n\n'), basis: 'opinion', happenedOn: tx.today });
    }
    const hasAccount = (owner: 'planOwner' | 'leadProfessional'): boolean =>
      (owner === 'planOwner' ? asked.planOwnerId : asked.leadProfessionalId) !== null &&
      person[owner]?.kind === 'email';
    const text = importNote(person, { fileName, importedOn: dayInWords(tx.today) }, hasAccount);
    await this.addNote.within(tx, { individualId, text, basis: 'fact', happenedOn: tx.today });
  }
}
