import { parse } from 'csv-parse/sync';
import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { ensureNamesNobody } from '../../individuals';
import { DIMENSION_TITLES, GROUP_WORDS, knownKeys } from './group-comparison';

export interface CensusTable {
  source: string;
  isIllustrative: boolean;
  /** Lines of `dimension,group,people`. */
  csv: string;
}

/** Loads the population that groups are held against: a new table beside the earlier ones. */
@Injectable()
export class LoadCensus {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, table: CensusTable, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, table), submission);
  }

  async within(tx: Transaction, { source, isIllustrative, csv }: CensusTable): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'read', 'Figure', {});
    this.rules.ensureMay(tx.actor, 'load', 'Census', {});
    const rows = rowsOf(csv);
    await ensureNamesNobody(tx, { source });
    const id = newId();
    await tx.query(
      'INSERT INTO census_loads (id, source, is_illustrative, loaded_by, loaded_at) VALUES ($1, $2, $3, $4, $5)',
      [id, source, isIllustrative, tx.actor.userId, tx.now],
    );
    await tx.query(
      'INSERT INTO census_counts (load_id, dimension, key, people) SELECT $1, d.dimension, d.key, d.people FROM json_to_recordset($2::json) AS d (dimension text, key text, people integer)',
      [id, JSON.stringify(rows)],
    );
    await tx.audit({ act: 'census.loaded', subjectType: 'census', subjectId: id });
    return { id };
  }
}

interface Row {
  dimension: string;
  key: string;
  people: number;
}

/** @throws Invalid naming the first line that cannot be read */
function rowsOf(csv: string): Row[] {
  const refuse = (message: string): never => {
    throw new Invalid([{ field: 'csv', message }]);
  };
  let lines: string[][];
  try {
    lines = parse(csv, { trim: true, skip_empty_lines: true, relax_column_count: true });
  } catch {
    return refuse('The table cannot be read: write one “dimension,group,people” a line');
  }
  const rows = lines
    .filter(([dimension]) => dimension !== 'dimension')
    .map(([dimension = '', key = '', people = ''], at): Row => {
      if (!(dimension in GROUP_WORDS) || !(key in (GROUP_WORDS[dimension] ?? {})))
        return refuse(`Line ${at + 1}: “${dimension},${key}” is no group of these figures`);
      if (!/^\d{1,9}$/.test(people))
        return refuse(`Line ${at + 1}: the number of people is missing or no whole number`);
      return { dimension, key, people: Number(people) };
    });
  if (rows.length === 0) return refuse('Enter the table');
  if (new Set(rows.map(({ dimension, key }) => `${dimension} ${key}`)).size < rows.length)
    return refuse('A group stands in the table twice');
  const missing = missingGroups(rows);
  if (missing.length > 0) return refuse(`A table has every group. Missing: ${missing.join('; ')}`);
  return rows;
}

/** A part would stand in for the whole: what it leaves out would be held against nobody. The census has no other sex. */
const missingGroups = (rows: readonly Row[]): string[] =>
  Object.keys(GROUP_WORDS).flatMap((dimension) =>
    knownKeys(dimension)
      .filter((key) => !(dimension === 'sex' && key === 'other'))
      .filter((key) => !rows.some((row) => row.dimension === dimension && row.key === key))
      .map((key) => `${DIMENSION_TITLES[dimension]}, ${GROUP_WORDS[dimension]?.[key]} (${dimension},${key})`),
  );
