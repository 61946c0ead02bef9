import { createHash } from 'node:crypto';
import type { MatchableRecord } from '../domain/compare-records';
import { searchName } from '../domain/search-name';
import type { MatchableRow } from './duplicates.queries';

/** A row as the rule compares it: everything folded, what is not recorded null. */
export const matchableOf = (row: MatchableRow): MatchableRecord => ({
  givenName: searchName(row.given_name),
  familyName: searchName(row.family_name),
  otherNames: [row.preferred_name, ...row.aliases].map((name) => searchName(name)).filter((name) => name !== ''),
  dateOfBirth: row.date_of_birth,
  sex: row.sex === 'not_recorded' ? null : row.sex,
  numbers: row.numbers,
  postcodes: row.addresses.flatMap(({ postcode }) => (postcode === null ? [] : [postcode])),
  addresses: row.addresses.map(({ lines }) => searchName(lines)).filter((lines) => lines !== ''),
});

/** What two records say, in either order, as one short text: when it differs from the day of a decision, it is asked again. */
export function comparedAs(a: MatchableRow, b: MatchableRow): string {
  const [lower, higher] = [a, b].sort((x, y) => (x.id < y.id ? -1 : 1)).map((row) => matchableOf(row));
  return createHash('sha256')
    .update(JSON.stringify([lower, higher]))
    .digest('hex')
    .slice(0, 32);
}
