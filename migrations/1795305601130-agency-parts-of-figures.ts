import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A manager reads their own agency by age band, strand and part as well. Each figure is counted and frozen so, under dimensions of their
 * own, which nobody but the managers of that agency reads. Quarters that were frozen before have none.
 */
export class AgencyPartsOfFigures1795305601130 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(known([...DIMENSIONS, ...OF_AN_AGENCY]));
    for (const table of ['figure_cells', 'kept_figures']) await queryRunner.query(policy(table));
    await queryRunner.query(AGGREGATES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(AGGREGATES_BEFORE);
    for (const table of ['figure_cells', 'kept_figures']) {
      await queryRunner.query(`
        ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE ${table} DISABLE TRIGGER USER;
        DELETE FROM ${table} WHERE dimension IN (${listed(OF_AN_AGENCY)});
        ALTER TABLE ${table} ENABLE TRIGGER USER; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        DROP POLICY ${table}_of_own_agency ON ${table};`);
    }
    await queryRunner.query(known(DIMENSIONS));
  }
}

const DIMENSIONS = ['all', 'agency', 'age_band', 'strand', 'part'];
const OF_AN_AGENCY = ['agency_age_band', 'agency_strand', 'agency_part'];

const listed = (dimensions: readonly string[]): string => dimensions.map((one) => `'${one}'`).join(',');

const known = (dimensions: readonly string[]): string => `
  ALTER TABLE figure_cells DROP CONSTRAINT figure_cells_dimension_known;
  ALTER TABLE figure_cells ADD CONSTRAINT figure_cells_dimension_known CHECK (dimension IN (${listed(dimensions)}));`;

const policy = (table: string): string => `
  CREATE POLICY ${table}_of_own_agency ON ${table} AS RESTRICTIVE FOR SELECT TO cohort_app
    USING (dimension NOT IN (${listed(OF_AN_AGENCY)})
           OR ((SELECT actor_has_role('manager')) AND starts_with(key, (SELECT actor_agency_id())::text || ':')));`;

/** An agency's parts have the key “agency:key”; the age band, strand and part are named as they are of everybody. */
const AGGREGATES = `CREATE OR REPLACE FUNCTION public.figure_aggregates(wanted text, from_day date, on_day date)
 RETURNS TABLE(dimension text, key text, met numeric, total numeric, amount numeric)
 LANGUAGE sql
 STABLE
AS $function$
    WITH units AS MATERIALIZED (
      SELECT u.individual_id, u.is_met, u.amount, u.part, coalesce(coalesce(u.agency_id, p.agency_id)::text, 'none') AS agency,
             coalesce(p.age_band, 'not_known') AS age_band, coalesce(p.strand, 'not_recorded') AS strand
        FROM figure_units(wanted, from_day, on_day) u LEFT JOIN figure_people(on_day) p ON p.individual_id = u.individual_id)
    SELECT CASE GROUPING(agency, age_band, strand, part) WHEN 15 THEN 'all' WHEN 7 THEN 'agency' WHEN 11 THEN 'age_band' WHEN 13 THEN 'strand'
                WHEN 14 THEN 'part' WHEN 3 THEN 'agency_age_band' WHEN 5 THEN 'agency_strand' WHEN 6 THEN 'agency_part' END,
           CASE WHEN GROUPING(agency, age_band, strand, part) = 15 THEN 'all' ELSE concat_ws(':', agency, age_band, strand, part) END,
           count(*) FILTER (WHERE is_met), count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY amount)
      FROM units GROUP BY GROUPING SETS ((), (agency), (age_band), (strand), (part), (agency, age_band), (agency, strand), (agency, part))
    HAVING GROUPING(agency, age_band, strand, part) = 15 OR (count(individual_id) > 0 AND (GROUPING(part) = 1 OR part IS NOT NULL)) $function$
`;

const AGGREGATES_BEFORE = `CREATE OR REPLACE FUNCTION public.figure_aggregates(wanted text, from_day date, on_day date)
 RETURNS TABLE(dimension text, key text, met numeric, total numeric, amount numeric)
 LANGUAGE sql
 STABLE
AS $function$
    WITH units AS MATERIALIZED (
      SELECT u.individual_id, u.is_met, u.amount, u.part, coalesce(u.agency_id, p.agency_id)::text AS agency, p.age_band, p.strand
        FROM figure_units(wanted, from_day, on_day) u LEFT JOIN figure_people(on_day) p ON p.individual_id = u.individual_id)
    SELECT CASE WHEN GROUPING(agency) = 0 THEN 'agency' WHEN GROUPING(age_band) = 0 THEN 'age_band'
                WHEN GROUPING(strand) = 0 THEN 'strand' WHEN GROUPING(part) = 0 THEN 'part' ELSE 'all' END,
           CASE WHEN GROUPING(agency) = 0 THEN coalesce(agency, 'none') WHEN GROUPING(age_band) = 0 THEN coalesce(age_band, 'not_known')
                WHEN GROUPING(strand) = 0 THEN coalesce(strand, 'not_recorded') WHEN GROUPING(part) = 0 THEN part ELSE 'all' END,
           count(*) FILTER (WHERE is_met), count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY amount)
      FROM units GROUP BY GROUPING SETS ((), (agency), (age_band), (strand), (part))
    HAVING GROUPING(agency, age_band, strand, part) = 15 OR (count(individual_id) > 0 AND (GROUPING(part) = 1 OR part IS NOT NULL)) $function$
`;
