import type { Transaction } from '../../platform/database';
import type { Day } from '../../shared/day';
import { newId } from '../../shared/ids';
import type { EvidenceKind } from '../domain/grounds';
import { CohortCriterionMet } from './cohort-criterion-met.entity';
import { CohortDecider } from './cohort-decider.entity';
import { CohortEvidence } from './cohort-evidence.entity';

/** What is written down of a decision: an import brings words of its own kind, and no criteria. */
export interface KeptGrounds {
  criteriaMet: string[];
  evidence: { kind: EvidenceKind | 'imported'; text: string; happenedOn: Day }[];
  deciders: string[];
}

interface DecisionKept {
  membershipId: string;
  validationId: string | null;
  individualId: string;
}

/**
 * Writes what a decision rests on. Before the membership itself is written where it begins: with it the writer may lose
 * sight of the case, and the foreign keys wait for the end of the transaction.
 */
export async function keepGrounds(tx: Transaction, of: DecisionKept, grounds: KeptGrounds): Promise<void> {
  const criteria = [...new Set(grounds.criteriaMet)];
  if (criteria.length > 0) {
    await tx.insert(
      CohortCriterionMet,
      criteria.map((criterionId) => ({ id: newId(), ...of, criterionId })),
    );
  }
  await tx.insert(
    CohortEvidence,
    grounds.evidence.map(({ kind, text, happenedOn }) => ({ id: newId(), ...of, kind, text: text.trim(), happenedOn })),
  );
  const names = grounds.deciders.map((name) => name.trim()).filter((name) => name !== '');
  await tx.insert(
    CohortDecider,
    names.map((name) => ({ id: newId(), ...of, name })),
  );
}
