import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type { Actor } from '../../platform/access';
import { Reader, type Statement, type Transaction } from '../../platform/database';
import type { Day } from '../../shared/day';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { compareRecords, isWorthAsking, type MatchableRecord, type RecordComparison } from '../domain/compare-records';
import { searchName } from '../domain/search-name';
import {
  type CandidateRow,
  type DecisionRow,
  matchableRecords,
  type MatchableRow,
  matchCandidates,
  matchPairs,
  type PairRow,
  standingDecisions,
} from './duplicates.queries';
import { comparedAs, matchableOf } from './matchable';

/** Somebody who may have a record already. */
export interface Sought {
  givenName: string;
  familyName: string;
  preferredName?: string | null;
  aliases?: string[];
  dateOfBirth?: Day | null;
  sex?: string | null;
  numbers?: { kind: string; value: string }[];
  postcode?: string | null;
  address?: string | null;
}

export interface PossibleDuplicate {
  record: MatchableRow;
  comparison: RecordComparison;
}

export interface PossiblePair {
  newer: MatchableRow;
  older: MatchableRow;
  comparison: RecordComparison;
  /** Said not to be the same, of records that said something else then. */
  changedSince: DecisionRow | null;
}

export interface ComparedPair extends Omit<PossiblePair, 'changedSince'> {
  decision: DecisionRow | null;
  hasChanged: boolean;
}

export interface PageOfPairs {
  pairs: PossiblePair[];
  /** How many records were looked at, and how many pairs of theirs compared. */
  looked: number;
  compared: number;
  next: string | null;
}

/** How many records are looked at for one page of the work list. */
export const SEEDS = 100;
const MOST_SHOWN = 10;

type Ask = <Row extends QueryResultRow>(statement: Statement) => Promise<Row[]>;

const COMPARED = { act: 'individuals.compared', subjectType: 'individual' };

/** Asks within a verb's transaction. */
export const asTransaction =
  (tx: Transaction): Ask =>
  (statement) =>
    tx.query(statement.text, statement.values);

/** Who on record may be the person sought, among those the actor sees: the likeliest first, ten at most. */
export async function possibleDuplicates(ask: Ask, actor: Actor, sought: Sought): Promise<PossibleDuplicate[]> {
  const found = await ask<CandidateRow>(matchCandidates(probeOf(sought)));
  if (found.length === 0) return [];
  const records = await ask<MatchableRow>(
    matchableRecords(
      actor,
      found.map((row) => row.individual_id),
    ),
  );
  const wanted = soughtAsRecord(sought);
  return records
    .map((record) => ({ record, comparison: compareRecords(wanted, matchableOf(record)) }))
    .filter(({ comparison }) => isWorthAsking(comparison))
    .sort((a, b) => b.comparison.weight - a.comparison.weight || newestFirst(a.record, b.record))
    .slice(0, MOST_SHOWN);
}

/** Records that may be about the same person: only among those the actor sees, so that nobody is told who else is known. */
@Injectable()
export class PossibleDuplicates {
  constructor(private readonly reader: Reader) {}

  of(actor: Actor, sought: Sought): Promise<PossibleDuplicate[]> {
    return possibleDuplicates((statement) => this.reader.many(actor, COMPARED, statement), actor, sought);
  }

  /**
   * Pairs among the records in the actor's sight, of the 100 newest before `before` with any older one; `next` is where the
   * following page starts, null at the end.
   */
  async among(actor: Actor, before: string | null): Promise<PageOfPairs> {
    const rows = await this.reader.many<PairRow>(actor, undefined, matchPairs(before, SEEDS));
    const seeds = [...new Set(rows.map((row) => row.newer_id))].sort();
    const candidates = rows.flatMap(({ newer_id: newer, older_id: older }) =>
      older === null ? [] : [{ newer, older }],
    );
    const ids = [...new Set(candidates.flatMap(({ newer, older }) => [newer, older]))];
    const next = seeds.length === SEEDS ? (seeds[0] ?? null) : null;
    if (ids.length === 0) return { pairs: [], looked: seeds.length, compared: 0, next };
    const records = new Map((await this.records(actor, ids)).map((row) => [row.id, row]));
    const decisions = await this.decisions(actor, ids);
    const pairs = candidates.flatMap(({ newer, older }) => asked(records.get(newer), records.get(older), decisions));
    pairs.sort(likeliestFirst);
    return { pairs, looked: seeds.length, compared: candidates.length, next };
  }

  /**
   * Two records side by side.
   * @throws NotFound when the actor does not see both
   */
  async pair(actor: Actor, oneId: string, otherId: string): Promise<ComparedPair> {
    if (!isId(oneId) || !isId(otherId) || oneId === otherId) throw new NotFound();
    const rows = await this.records(actor, [oneId, otherId], true);
    const [older, newer] = rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    if (!older || !newer) throw new NotFound();
    const decision = (await this.decisions(actor, [oneId, otherId])).get(pairKey(older.id, newer.id)) ?? null;
    return {
      ...{ newer, older, decision },
      comparison: compareRecords(matchableOf(older), matchableOf(newer)),
      hasChanged: decision !== null && decision.compared_as !== comparedAs(older, newer),
    };
  }

  private records(actor: Actor, ids: string[], isOpened = false): Promise<MatchableRow[]> {
    const [individualId] = isOpened ? ids : [];
    const entry = { act: 'individuals.compared', subjectType: 'individual', subjectId: individualId, individualId };
    return this.reader.many<MatchableRow>(actor, entry, matchableRecords(actor, ids));
  }

  private async decisions(actor: Actor, ids: string[]): Promise<Map<string, DecisionRow>> {
    const rows = await this.reader.many<DecisionRow>(actor, undefined, standingDecisions(ids));
    return new Map(rows.map((row) => [pairKey(row.lower_id, row.higher_id), row]));
  }
}

interface Ranked {
  newer: { id: string };
  older: { id: string };
  comparison: { weight: number };
}

/** Of pairs that are equally like, the newest records first: the same order however the database found them. */
export const likeliestFirst = (a: Ranked, b: Ranked): number =>
  b.comparison.weight - a.comparison.weight || newestFirst(a.newer, b.newer) || newestFirst(a.older, b.older);

const newestFirst = (a: { id: string }, b: { id: string }): number => (a.id === b.id ? 0 : a.id < b.id ? 1 : -1);

const pairKey = (lower: string, higher: string): string => `${lower} ${higher}`;

/** What is still to be asked about a pair: nothing where they are unlike, or were said to be two people and have not changed. */
function asked(
  newer: MatchableRow | undefined,
  older: MatchableRow | undefined,
  decisions: Map<string, DecisionRow>,
): PossiblePair[] {
  if (!newer || !older) return [];
  const comparison = compareRecords(matchableOf(older), matchableOf(newer));
  const decision = decisions.get(pairKey(older.id, newer.id)) ?? null;
  if (comparison.strength === 'unlikely' || decision?.compared_as === comparedAs(older, newer)) return [];
  return [{ newer, older, comparison, changedSince: decision }];
}

function probeOf(sought: Sought) {
  const { givenName, familyName, preferredName, aliases = [], dateOfBirth = null, numbers = [], postcode } = sought;
  return {
    names: searchName(givenName, familyName, preferredName, ...aliases),
    ...{ dateOfBirth, numbers },
    postcodes: postcode ? [postcode] : [],
  };
}

const soughtAsRecord = (sought: Sought): MatchableRecord => ({
  givenName: searchName(sought.givenName),
  familyName: searchName(sought.familyName),
  otherNames: [sought.preferredName, ...(sought.aliases ?? [])]
    .map((name) => searchName(name))
    .filter((name) => name !== ''),
  dateOfBirth: sought.dateOfBirth ?? null,
  sex: sought.sex && sought.sex !== 'not_recorded' ? sought.sex : null,
  numbers: sought.numbers ?? [],
  postcodes: sought.postcode ? [sought.postcode] : [],
  addresses: sought.address ? [searchName(sought.address)] : [],
});
