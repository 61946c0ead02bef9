import { newId } from '../../src/shared/ids';
import { makeCase } from '../factories';
import type { TestApp } from '../support/test-app';
import type { Known } from './generated-cases';

/**
 * What a real record has and the generated people have not: by rhythms that meet in every combination, so that a figure that
 * forgets one of these counts differently from one that does not.
 */
export async function disturb(test: TestApp, known: readonly Known[]): Promise<void> {
  const chair = test.userId('chair@mace.example');
  const every = (step: number, from = 0): string[] =>
    known.filter((_, n) => n % step === from).map(({ made }) => made.individualId);
  await restrict(test, every(13, 5));
  await changeTier(test, every(5, 2), chair);
  await enterInError(test, every(6, 1), chair);
  await setAside(test, every(9, 4), chair);
  await test.sql(
    `UPDATE plans SET status = 'closed', closed_at = '2026-10-20', version = version + 1 WHERE individual_id = ANY ($1)`,
    [every(17, 3)],
  );
  await test.sql(
    `UPDATE review_schedules SET status = 'exempt', exempt_kind = 'missing', exempt_since = '2026-11-05', exempt_until = '2026-12-31',
            status_reason = 'Missing', version = version + 1 WHERE status = 'active' AND individual_id = ANY ($1)`,
    [every(10)],
  );
  await test.sql(
    `UPDATE review_schedules SET status = 'cancelled', changed_at = '2026-11-10', version = version + 1 WHERE status = 'active' AND individual_id = ANY ($1)`,
    [every(15, 5)],
  );
  await test.sql(
    `UPDATE assignments SET ended_at = '2026-11-02', version = version + 1 WHERE individual_id = ANY ($1) AND kind = 'plan_owner'`,
    [every(8, 4)],
  );
  await test.sql(`UPDATE plan_needs SET status = 'partly_met' WHERE status = 'unmet' AND individual_id = ANY ($1)`, [
    every(4, 1),
  ]);
  await test.sql(
    `UPDATE plan_factor_actions SET unlinked_at = '2026-10-25', unlinked_by = $2 WHERE individual_id = ANY ($1)`,
    [every(7, 3), chair],
  );
  await test.sql(
    `UPDATE actions SET status = 'no_longer_needed', outcome = 'Not needed', closed_at = '2026-11-01', version = version + 1 WHERE status = 'open' AND individual_id = ANY ($1)`,
    [every(11, 1)],
  );
  await test.sql(
    `UPDATE actions SET visibility = 'police_only', version = version + 1 WHERE individual_id = ANY ($1)`,
    [every(12, 7)],
  );
  await test.sql(
    `UPDATE plan_audits SET audited_at = '2025-11-21', version = version + 1 WHERE individual_id = ANY ($1)`,
    [every(16, 1)],
  );
}

const restrict = (test: TestApp, ids: string[]): Promise<unknown> =>
  test.sql(
    `UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = ANY ($1)`,
    [ids, [test.userId('manager@scf.example')]],
  );

/** The stay goes on under another tier and strand. */
async function changeTier(test: TestApp, ids: string[], chair: string): Promise<void> {
  await test.sql(
    `UPDATE cohort_memberships SET ended_on = '2026-11-03', exit_reason = 'superseded', version = version + 1
      WHERE individual_id = ANY ($1) AND ended_on IS NULL AND started_on < '2026-11-03'`,
    [ids],
  );
  await stays(
    test,
    chair,
    `SELECT individual_id, '2026-11-03'::date, NULL::date, NULL, 'active' FROM cohort_memberships
    WHERE individual_id = ANY ($1) AND exit_reason = 'superseded' AND ended_on = '2026-11-03'`,
    [ids],
  );
}

/** Taken back on the day it was recorded, beside a real stay that had ended or goes on. */
const enterInError = (test: TestApp, ids: string[], chair: string): Promise<unknown> =>
  stays(
    test,
    chair,
    `SELECT i.id, '2026-11-12'::date, '2026-11-12'::date, 'entered_in_error', 'periphery' FROM individuals i WHERE i.id = ANY ($1)`,
    [ids],
  );

/** A merge of two records found two stays of one time: the later one does not stand. */
async function setAside(test: TestApp, ids: string[], chair: string): Promise<void> {
  for (const id of ids) {
    const merged = await makeCase(test, { tier: null, leadProfessional: null, planOwner: null });
    const [merge] = await test.sql<{ id: string }>(
      `INSERT INTO record_merges (id, survivor_id, merged_id, merged_reference, reason, stands, merged_by, merged_at)
       VALUES ($1, $2, $3, $4, 'One person', '{}', $5, now()) RETURNING id`,
      [newId(), id, merged.individualId, merged.reference, chair],
    );
    await stays(
      test,
      chair,
      `SELECT $1::uuid, '2026-10-05'::date, '2026-11-14'::date, 'stepped_down', 'periphery'`,
      [id],
      merge?.id,
    );
  }
}

const stays = (test: TestApp, chair: string, from: string, values: unknown[], setAsideBy?: string): Promise<unknown> =>
  test.sql(
    `INSERT INTO cohort_memberships (id, individual_id, panel_id, started_on, ended_on, exit_reason, exit_rationale, strand, tier, decision, evidence, evidence_on,
       decided_by, recorded_at, set_aside_by)
     SELECT gen_random_uuid(), s.person, $2, s.began, s.ended, s.why, CASE WHEN s.why IS NULL THEN NULL ELSE 'Of the test' END, s.strand, 'high', 'Accepted', 'Seen',
       '2026-09-01', $3, s.began, $4 FROM (${from}) s (person, began, ended, why, strand)`,
    [...values, test.partnership.panelId, chair, setAsideBy ?? null],
  );
