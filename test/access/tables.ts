import type { Client } from 'pg';
import { type Actor, SYSTEM_USER_ID } from '../../src/platform/access';
import { actorContextValues, ACTOR_CONTEXT_SQL } from '../../src/platform/database/actor-context';
import { newId } from '../../src/shared/ids';
import { hasKey } from './cells';
import { type State, STATES } from './vocabulary';
import type { World } from './world';
import type { Person } from './world-people';

/** Tables whose rows are a part of one record, each with a column the service may change (where it may change any). */
export interface RecordTable {
  name: string;
  key: 'id' | 'individual_id';
  changeable: string | null;
  isAddable: boolean;
  /** One row of each record as it is, and the same row as a new one. */
  rows: Partial<Record<State, { id: string; asNew: string }>>;
}

const RECORD_TABLES = [
  'individuals',
  'individual_identifiers',
  'individual_addresses',
  'individual_education',
  'individual_statuses',
  'individual_identity_changes',
  'individual_relationships',
  'individual_restrictions',
  'notes',
  'screenings',
  'cohort_memberships',
  'assignments',
  'plans',
  'plan_needs',
  'plan_risks',
  'plan_goals',
  'plan_entries',
  'plan_editions',
  'plan_returns',
  'plan_factor_actions',
  'plan_gap_explanations',
  'plan_contingencies',
  'linked_plans',
  'actions',
  'action_updates',
  'review_schedules',
  'reviews',
  'review_attendees',
];

export async function recordTables(superuser: Client, world: World): Promise<RecordTable[]> {
  const tables: RecordTable[] = [];
  for (const name of RECORD_TABLES) {
    const key = name === 'individuals' ? 'id' : 'individual_id';
    const rights = await superuser.query<{ changeable: string | null; addable: boolean }>(
      `SELECT (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped
                AND has_column_privilege('cohort_app', a.attrelid, a.attnum, 'UPDATE') AND a.attname NOT IN ('version','access_keys','is_restricted','restricted_to') ORDER BY a.attnum DESC LIMIT 1) AS changeable,
              has_table_privilege('cohort_app', $1::regclass, 'INSERT') AS addable`,
      [name],
    );
    const rows: RecordTable['rows'] = {};
    for (const state of STATES) {
      const found = await superuser.query<{ id: string; row: object }>(
        `SELECT t.id, to_jsonb(t) AS row FROM "${name}" t WHERE t.${key} = $1 ${VISIBLE_TO_ALL.includes(name) ? `AND t.visibility = 'all_agencies'` : ''} ORDER BY t.id LIMIT 1`,
        [world.records[state].individualId],
      );
      const [row] = found.rows;
      if (row) rows[state] = { id: row.id, asNew: JSON.stringify({ ...row.row, id: newId() }) };
    }
    const [right] = rights.rows;
    tables.push({ name, key, changeable: right?.changeable ?? null, isAddable: right?.addable ?? false, rows });
  }
  return tables;
}

const ADD_INDIVIDUAL =
  'INSERT INTO individuals SELECT (jsonb_populate_record(NULL::individuals, $1::jsonb || $2::jsonb)).*';
const VISIBLE_TO_ALL = [
  'individual_relationships',
  'notes',
  'actions',
  'plan_risks',
  'plan_goals',
  'plan_entries',
  'plan_contingencies',
];

/** Everything that is wrong about one table for some people: seen, changed or added by whoever must not, or not by whoever may. */
export async function wrongAbout(
  superuser: Client,
  table: RecordTable,
  people: { person: Person; actor: Actor }[],
): Promise<string[]> {
  const wrong: string[] = [];
  await superuser.query('SET LOCAL ROLE cohort_app');
  for (const { person, actor } of people) {
    await superuser.query(ACTOR_CONTEXT_SQL, actorContextValues(actor));
    for (const state of STATES) {
      const row = table.rows[state];
      if (!row || (person.relation === 'named' && state !== 'restricted')) continue;
      const reads = hasKey(person, state);
      const writes = reads && person.relation !== 'grant';
      const found = await superuser.query(`SELECT 1 FROM "${table.name}" WHERE id = $1`, [row.id]);
      const say = (what: string): void => void wrong.push(`${table.name} | ${state} | ${person.email} | ${what}`);
      if ((found.rowCount === 1) !== reads) say(reads ? 'not seen' : 'seen');
      if (table.changeable) {
        const sql = `UPDATE "${table.name}" SET "${table.changeable}" = "${table.changeable}" WHERE id = $1`;
        const isChanged = await passes(superuser, sql, [row.id]);
        if (isChanged !== writes) say(writes ? 'not changed' : 'changed');
      }
      if (table.name === 'individuals') {
        if (!(await passes(superuser, ADD_INDIVIDUAL, [row.asNew, { created_by: person.id }]))) say('not added');
        if (await passes(superuser, ADD_INDIVIDUAL, [row.asNew, { created_by: SYSTEM_USER_ID }]))
          say('added in the name of another');
      } else if (table.isAddable) {
        const sql = `INSERT INTO "${table.name}" SELECT (jsonb_populate_record(NULL::"${table.name}", $1::jsonb || $2::jsonb)).*`;
        const isAdded = await passes(superuser, sql, [
          row.asNew,
          table.name === 'screenings'
            ? { screened_by: person.id }
            : table.name === 'plan_returns'
              ? { returned_by: person.id }
              : {},
        ]);
        if (isAdded !== writes) say(writes ? 'not added' : 'added');
      }
    }
  }
  await superuser.query('RESET ROLE');
  return wrong;
}

/** Whether row-level security lets a statement touch a row; what else refuses it (a UNIQUE, a version) comes after. */
async function passes(client: Client, sql: string, values: unknown[]): Promise<boolean> {
  await client.query('SAVEPOINT before');
  try {
    const { rowCount } = await client.query(sql, values);
    return (rowCount ?? 0) > 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return !error.message.includes('row-level security');
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT before');
  }
}
