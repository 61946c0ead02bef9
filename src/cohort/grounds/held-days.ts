import type { Transaction } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { DaysToHold } from '../domain/days-of-grounds';
import type { DatedEvidence } from '../domain/grounds';

interface Decided {
  individualId: string;
  criteriaMet: string[];
  evidence: DatedEvidence[];
  decidedOn: Day;
}

/** With what the record and the method say, the days that a decision about the cohort is held to. */
export async function heldDays(tx: Transaction, decided: Decided): Promise<DaysToHold> {
  const { individualId, criteriaMet, evidence, decidedOn } = decided;
  const [known] = await tx.query<{ dateOfBirth: Day | null; criteria: DaysToHold['criteria'] }>(
    `SELECT i.date_of_birth AS "dateOfBirth",
            (SELECT coalesce(json_agg(json_build_object('text', c.text, 'withinDays', c.within_days) ORDER BY c.position), '[]')
               FROM identification_criteria c WHERE c.id = ANY ($2::uuid[])) AS criteria
       FROM individuals i WHERE i.id = $1`,
    [individualId, criteriaMet],
  );
  return { evidence, decidedOn, dateOfBirth: known?.dateOfBirth ?? null, criteria: known?.criteria ?? [] };
}
