import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A refused reading of a restricted record stood in the count of unusual access and not in the audit that governance reads, while one of
 * an id that is nobody's stood in both: the difference told that there is a record. Both are read now, with the id that was asked for
 * and no reference; whoever asked was told nothing, and neither is who reads of it.
 */
export class RefusalsAlike1795305600951 implements MigrationInterface {
  name = 'RefusalsAlike1795305600951';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(readByGovernance(` OR act LIKE '%.refused'`));
    const unrestricted = 'i.id <> ALL (restricted_individuals())';
    await runner.query(references(unrestricted));
    await runner.query(individual(unrestricted));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(individual('NOT i.is_restricted'));
    await runner.query(references('NOT i.is_restricted'));
    await runner.query(readByGovernance(''));
  }
}

const readByGovernance = (refused: string): string => `
  ALTER POLICY audit_events_governance ON audit_events USING ((SELECT actor_has_role('governance'))
    AND (individual_id IS NULL OR individual_id <> ALL ((SELECT restricted_individuals())::uuid[])${refused}))`;

/** Also of a record that was joined with a restricted one. */
const references = (unrestricted: string): string => `
CREATE OR REPLACE FUNCTION public.audited_references(wanted uuid[])
 RETURNS TABLE(id uuid, reference text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT i.id, i.reference FROM individuals i WHERE i.id = ANY (wanted) AND ${unrestricted} AND actor_has_role('governance') $function$`;

const individual = (unrestricted: string): string => `
CREATE OR REPLACE FUNCTION public.audited_individual(wanted text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT i.id FROM individuals i WHERE i.reference = upper(wanted) AND ${unrestricted} AND actor_has_role('governance') $function$`;
