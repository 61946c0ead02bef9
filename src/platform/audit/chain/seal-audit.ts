import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../../access';
import { type Transaction, Transactions } from '../../database';
import {
  AUDIT_TEXT_COLUMNS,
  type AuditRowText,
  BEFORE_THE_FIRST,
  digestOf,
  type Seal,
  sealHash,
} from '../domain/chain';

/** Rows in one seal at the most: what the sealer and the check hold in memory. */
export const MOST_IN_ONE_SEAL = 1_000;
/** Any number that nothing else locks on. */
const SEALER_LOCK = 7_316_001;

interface Last {
  number: string;
  total_rows: string;
  last_position: string;
  last_id: string;
  hash: Buffer;
}

/** The numbers of the server are behind the last seal: its rows came here from another server, or from an older time. */
export class NumbersWentBack extends Error {
  constructor() {
    super(
      'The database counts transactions from before the last seal: a copy was restored (src/platform/audit/README.md).',
    );
  }
}

/** Links what was written since the last seal, as far as no transaction that could still add to it is under way. */
@Injectable()
export class SealAudit {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Seals everything that can be sealed now; how many rows. A second worker at the same time does nothing.
   * @throws NumbersWentBack
   */
  async run(): Promise<number> {
    let sealed = 0;
    for (;;) {
      const count = await this.transactions.act(SYSTEM_ACTOR, (tx) => this.sealOnce(tx));
      sealed += count;
      if (count < MOST_IN_ONE_SEAL) return sealed;
    }
  }

  private async sealOnce(tx: Transaction): Promise<number> {
    const [lock] = await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [SEALER_LOCK]);
    if (lock?.mine !== true) return 0;
    const [last] = await tx.query<Last>(
      'SELECT number::text AS number, total_rows::text AS total_rows, last_position::text AS last_position, last_id, hash FROM audit_seals s ORDER BY s.number DESC LIMIT 1',
    );
    await refuseNumbersFromBefore(tx, last);
    const rows = await tx.query<AuditRowText>(ROWS_TO_SEAL, [
      last?.last_position ?? '-1',
      last?.last_id ?? '00000000-0000-0000-0000-000000000000',
      MOST_IN_ONE_SEAL,
    ]);
    if (rows.length > 0) await insertSeal(tx, sealAfter(last, rows, tx.now));
    return rows.length;
  }
}

/** One statement, so that the horizon and the rows belong to the same snapshot. */
const ROWS_TO_SEAL = `SELECT ${AUDIT_TEXT_COLUMNS} FROM audit_events e
  WHERE (e.position, e.id) > ($1::bigint, $2::uuid) AND e.position < audit_horizon()
  ORDER BY e.position, e.id LIMIT $3`;

async function refuseNumbersFromBefore(tx: Transaction, last: Last | undefined): Promise<void> {
  if (!last) return;
  const [now] = await tx.query<{ behind: boolean }>('SELECT audit_horizon() <= $1::bigint AS behind', [
    last.last_position,
  ]);
  if (now?.behind === true) throw new NumbersWentBack();
}

function sealAfter(last: Last | undefined, rows: AuditRowText[], now: Date): Seal {
  const end = rows[rows.length - 1];
  if (!end) throw new Error('A seal has at least one row.');
  return {
    number: String(BigInt(last?.number ?? 0) + 1n),
    // As PostgreSQL will say it: with microseconds.
    sealedAt: now.toISOString().replace('Z', '000Z'),
    totalRows: String(BigInt(last?.total_rows ?? 0) + BigInt(rows.length)),
    lastPosition: end.position,
    lastId: end.id,
    eventIds: rows.map((row) => row.id),
    eventTimes: rows.map((row) => row.at),
    digests: Buffer.concat(rows.map(digestOf)),
    previousHash: last?.hash ?? BEFORE_THE_FIRST,
  };
}

async function insertSeal(tx: Transaction, seal: Seal): Promise<void> {
  await tx.query(
    `INSERT INTO audit_seals (number, sealed_at, row_count, total_rows, last_position, last_id, event_ids, event_times,
       digests, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      seal.number,
      seal.sealedAt,
      seal.eventIds.length,
      seal.totalRows,
      seal.lastPosition,
      seal.lastId,
      seal.eventIds,
      seal.eventTimes,
      seal.digests,
      seal.previousHash,
      sealHash(seal),
    ],
  );
}
