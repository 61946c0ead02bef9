import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { newId } from '../shared/ids';
import { endEarlier, refuseDayToCome } from './end-earlier';
import { type EducationStatus, IndividualEducation } from './individual-education.entity';
import { visibleIndividual } from './visible-individual';

export interface NewEducation {
  individualId: string;
  status: EducationStatus;
  setting: string | null;
  fromOn?: Day | null;
  /** Who said so. */
  source?: string | null;
  /** They learn or work nowhere else from that day: what stood before ends. */
  endsEarlier?: boolean;
}

/** Adds where an individual learns or works; earlier rows stay, ended where this one takes their place. */
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
    const { endsEarlier = false, ...kept } = education;
    const { individualId } = education;
    this.rules.ensureMay(tx.actor, 'change', 'Individual', await visibleIndividual(tx, individualId, true));
    refuseDayToCome(tx, education.fromOn);
    const untilOn = education.fromOn ?? tx.today;
    if (endsEarlier) await endEarlier(tx, 'individual_education', { individualId, untilOn });
    const id = newId();
    await tx.insert(IndividualEducation, {
      ...kept,
      id,
      recordedBy: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      recordedAt: tx.now,
    });
    await tx.audit({
      act: 'individual.education_recorded',
      subjectType: 'individual_education',
      subjectId: id,
      individualId,
      fields: ['status', 'setting', ...(endsEarlier ? ['earlier_education_ended'] : [])],
    });
    return { id };
  }
}
