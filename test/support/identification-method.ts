import type { Client } from 'pg';
import { SUGGESTED_METHOD } from '../../src/cohort';

export const METHOD_ID = '00000000-0000-7000-8000-000000230001';
/** The criteria in force in every test, in their order. */
export const CRITERION_IDS = SUGGESTED_METHOD.criteria.map(
  (_, at) => `00000000-0000-7000-8000-00000023${String(100 + at).padStart(4, '0')}`,
);

/** Puts the first version of the identification method in force behind the rules: nobody enters the cohort without. */
export async function seedIdentificationMethod(client: Client, chairId: string | undefined): Promise<void> {
  const { description, cycleMonths, validationMonths, criteria } = SUGGESTED_METHOD;
  await client.query(
    `INSERT INTO identification_methods (id, number, status, description, cycle_months, validation_months, owner_id,
       in_force_from, decision, put_in_force_by, put_in_force_at, drafted_by, drafted_at)
     VALUES ($1, 1, 'in_force', $2, $3, $4, $5, '2026-01-05', 'Agreed by the partnership board', $5, '2026-01-05', $5, '2026-01-05')`,
    [METHOD_ID, description, cycleMonths, validationMonths, chairId],
  );
  for (const [position, { text, withinDays }] of criteria.entries()) {
    await client.query(
      'INSERT INTO identification_criteria (id, method_id, position, text, within_days) VALUES ($1, $2, $3, $4, $5)',
      [CRITERION_IDS[position], METHOD_ID, position, text, withinDays],
    );
  }
}

/** What an entry rests on beside its evidence, for tests that are about something else. */
export const entryGrounds = () => ({
  criteriaMet: CRITERION_IDS.slice(0, 1),
  evidenceKind: 'incident' as const,
  deciders: ['Ms Demo, council', 'Mr Demo, police'],
  dissent: null,
  considered: 'Early help alone: the harm is too recent.',
});
