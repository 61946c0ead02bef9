import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why a decision took somebody out of the cohort stands with the decision: the record is out of the panel's sight from then on, and the
 * period may be put right later. Decisions of before say nothing here, and their sealed minutes stay as they are.
 */
export class WhyTheyLeftInTheMinutes1795305600620 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE meeting_items ADD COLUMN exit_reason text, ADD COLUMN accepting_authority text, ADD COLUMN accepted_by text,
        ADD COLUMN accepted_on date,
        ADD CONSTRAINT meeting_items_exit_of_a_closure CHECK (exit_reason IS NULL OR (status = 'decided' AND decision = 'close')),
        ADD CONSTRAINT meeting_items_acceptance_of_an_exit
          CHECK (exit_reason IS NOT NULL OR num_nulls(accepting_authority, accepted_by, accepted_on) = 3);
      COMMENT ON COLUMN meeting_items.exit_reason IS 'Why the decision took them out of the cohort, as it was decided; of a move, who accepted them stands beside it.';`);
    await queryRunner.query(inFunction('minutes_of_who_left(uuid)', SIGNPOSTED, WITH_EXIT));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(inFunction('minutes_of_who_left(uuid)', WITH_EXIT, SIGNPOSTED));
    await queryRunner.query(`
      ALTER TABLE meeting_items DROP COLUMN exit_reason, DROP COLUMN accepting_authority, DROP COLUMN accepted_by, DROP COLUMN accepted_on;`);
  }
}

const SIGNPOSTED = `'signposted_to', t.signposted_to,`;
const WITH_EXIT = `'signposted_to', t.signposted_to, 'exit_reason', t.exit_reason, 'accepting_authority', t.accepting_authority,
               'accepted_by', t.accepted_by, 'accepted_on', t.accepted_on,`;

/** Changes one part of a function and nothing else in it: its other parts belong to other migrations. */
const inFunction = (name: string, from: string, to: string): string => `
  DO $change$
  DECLARE
    body text := pg_get_functiondef('${name}'::regprocedure);
  BEGIN
    IF position($text$${from}$text$ IN body) = 0 THEN
      RAISE EXCEPTION '${name} does not say %', $text$${from}$text$;
    END IF;
    EXECUTE replace(body, $text$${from}$text$, $text$${to}$text$);
  END $change$;`;
