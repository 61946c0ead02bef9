import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Several recipients are claimed at once: what still stands is asked once for all of them, and each keeps a lease of its own. */
export class SendingTogether1795305600213 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION claim_reminders(given_leases uuid[], own_leases uuid[], today date, until timestamptz, attempts_most integer)
        RETURNS TABLE (lease_id uuid, id uuid, recipient_id uuid, message_id text, is_at_once boolean)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
      BEGIN
        PERFORM refuse_all_but_the_service();
        -- In the order of their ids, as the scan takes them: two that hold some of each other's would wait for ever.
        PERFORM 1 FROM reminders m WHERE m.lease_id = ANY (given_leases) AND m.status = 'owed' ORDER BY m.id FOR UPDATE;
        UPDATE reminders m SET lease_id = w.own, leased_until = until
          FROM unnest(given_leases, own_leases) AS w (given, own) WHERE m.lease_id = w.given AND m.status = 'owed';
        PERFORM suppress_what_is_over(today, own_leases);
        -- Attempts are counted before they are made: one that ends the process every time ends here.
        UPDATE reminders m SET status = 'failed', lease_id = NULL, leased_until = NULL, last_error = coalesce(m.last_error, 'gave up')
         WHERE m.lease_id = ANY (own_leases) AND m.status = 'owed' AND m.attempts >= attempts_most;
        -- OFFSET: asked row by row, through the key; joined as a whole it would look through all that is owed.
        RETURN QUERY SELECT m.lease_id, m.id, m.recipient_id, m.message_id, o.is_at_once
                       FROM reminders m CROSS JOIN LATERAL (SELECT w.is_at_once FROM owed_reminders() w WHERE w.id = m.id OFFSET 0) o
                      WHERE m.lease_id = ANY (own_leases) AND m.status = 'owed' ORDER BY m.owed_at, m.id;
      END $$;
      COMMENT ON FUNCTION claim_reminders(uuid[], uuid[], date, timestamptz, integer) IS
        'Swaps each lease a job was given for the sender''s own, and suppresses what is no longer needed. A second run of the same job claims nothing. The older one, for one lease, stays for a worker that is not yet replaced.';
      ALTER FUNCTION claim_reminders(uuid[], uuid[], date, timestamptz, integer) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION claim_reminders(uuid[], uuid[], date, timestamptz, integer) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION claim_reminders(uuid[], uuid[], date, timestamptz, integer) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION claim_reminders(uuid[], uuid[], date, timestamptz, integer)');
  }
}
