import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { newId } from '../shared/ids';
import { type EducationStatus, IndividualEducation } from './individual-education.entity';
import { visibleIndividual } from './visible-individual';

export interface NewEducation {
  individualId: string;
  status: EducationStatus;
  setting: string | null;
  fromOn?: Day | null;
}

/** Adds where an individual learns or works; earlier rows stay. */
@Injectable()
export class RecordEducation {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, education: NewEducation, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, education), submission);
  }

  async within(tx: Transaction, education: NewEducation): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'change', 'Individual', await visibleIndividual(tx, education.individualId));
    const id = newId();
    await tx.insert(IndividualEducation, { ...education, id, recordedAt: tx.now });
    await tx.audit({
      act: 'individual.education_recorded',
      subjectType: 'individual_education',
      subjectId: id,
      individualId: education.individualId,
      fields: ['status', 'setting'],
    });
    return { id };
  }
}
