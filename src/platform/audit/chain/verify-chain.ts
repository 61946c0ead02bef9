import type { Client } from 'pg';
import { SYSTEM_USER_ID } from '../../access/actor';
import { AUDIT_TEXT_COLUMNS, type AuditRowText, BEFORE_THE_FIRST, type Seal, sealHash } from '../domain/chain';
import { compareRows, type Finding } from '../domain/compare-rows';
import type { Head } from '../domain/head';
import { SEAL_COLUMNS, sealOf, type SealRow } from './seal-rows';

/** Rows compared at a time; together with the seals they belong to, all that is in memory. */
const ROWS_AT_ONCE = 10_000;

export interface Verification {
  seals: number;
  /** Rows that stand in a seal. */
  rows: number;
  /** Rows that no seal answers for yet. */
  unsealed: number;
  heads: number;
  /** Sealed rows that say a time long before they were written: a row slipped in later would. */
  backdated: number;
  /** The newest head from outside that the chain passes through; null where none was given, or none fits. */
  newestHead: Head | null;
  /** Sealed rows that came after that head: nothing outside answers for them yet. */
  onNoHead: { rows: number; since: string | null };
  findings: Finding[];
}

/** The role sees neither seals nor rows, so nothing it could say would mean anything. */
export class SeesNoAudit extends Error {}

/**
 * Recomputes the whole chain from the rows themselves, in one snapshot, and holds it against heads that were kept outside.
 * It uses no function of the database: whoever owns the database could have changed one.
 * @throws SeesNoAudit
 */
export async function verifyChain(client: Client, heads: readonly Head[]): Promise<Verification> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await client.query(`SELECT set_config('app.user_id', $1, true), set_config('TimeZone', 'UTC', true)`, [
      SYSTEM_USER_ID,
    ]);
    const walk = new Walk(client, heads);
    return await walk.run();
  } finally {
    await client.query('ROLLBACK');
  }
}

const SEALS_AFTER = `SELECT ${SEAL_COLUMNS} FROM audit_seals s JOIN (
         SELECT number, sum(row_count) OVER (ORDER BY number) AS so_far FROM (
           SELECT number, row_count FROM audit_seals WHERE number > $1::bigint ORDER BY number LIMIT $2) n) w
         ON w.number = s.number AND (w.so_far <= $2 OR w.number = (SELECT min(number) FROM audit_seals WHERE number > $1::bigint))
       ORDER BY s.number`;

const BEFORE_THE_START = `SELECT ${AUDIT_TEXT_COLUMNS} FROM audit_events e WHERE e.position < 0 ORDER BY e.position, e.id LIMIT $1`;

const ROWS_OF_SEALS = `SELECT ${AUDIT_TEXT_COLUMNS} FROM audit_events e
        WHERE (e.position, e.id) > ($1::bigint, $2::uuid) AND (e.position, e.id) <= ($3::bigint, $4::uuid)
        ORDER BY e.position, e.id`;

class Walk {
  private readonly result: Verification = {
    seals: 0,
    rows: 0,
    unsealed: 0,
    heads: 0,
    backdated: 0,
    newestHead: null,
    onNoHead: { rows: 0, since: null },
    findings: [],
  };
  private readonly waiting: Map<string, Head[]>;
  private hash: Buffer = BEFORE_THE_FIRST;
  private totalRows = 0n;
  private last = { number: '0', position: '-1', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', sealedAt: '' };

  constructor(
    private readonly client: Client,
    heads: readonly Head[],
  ) {
    this.waiting = grouped(heads);
    this.result.heads = heads.length;
  }

  async run(): Promise<Verification> {
    await this.lookBeforeTheStart();
    for (;;) {
      const seals = await this.nextSeals();
      if (seals.length === 0) break;
      await this.compare(seals);
    }
    await this.lookBehindTheEnd();
    return this.result;
  }

  /** No transaction has a number below zero, so no honest row has, and no seal asks for one. */
  private async lookBeforeTheStart(): Promise<void> {
    const { rows } = await this.client.query<AuditRowText>(BEFORE_THE_START, [ROWS_AT_ONCE]);
    for (const { id, at } of rows) this.result.findings.push({ kind: 'added', eventId: id, at, sealNumber: '1' });
  }

  /** As many seals as have about ROWS_AT_ONCE rows, at least one. */
  private async nextSeals(): Promise<SealRow[]> {
    const { rows } = await this.client.query<SealRow>(SEALS_AFTER, [this.last.number, ROWS_AT_ONCE]);
    return rows;
  }

  private async compare(seals: SealRow[]): Promise<void> {
    const end = seals[seals.length - 1];
    if (!end) return;
    const { rows } = await this.client.query<AuditRowText>(ROWS_OF_SEALS, [
      this.last.position,
      this.last.id,
      end.last_position,
      end.last_id,
    ]);
    let from = 0;
    for (const row of seals) {
      const seal = sealOf(row);
      let to = from;
      while (to < rows.length && isUpTo(rows[to], seal)) to++;
      this.checkSeal(seal, row.hash, rows.slice(from, to));
      from = to;
    }
  }

  private checkSeal(seal: Seal, stored: Buffer, rows: AuditRowText[]): void {
    const computed = sealHash(seal);
    const follows = BigInt(seal.number) === BigInt(this.last.number) + 1n;
    this.totalRows += BigInt(seal.eventIds.length);
    if (!follows) this.found('seal_missing', seal);
    else if (
      !seal.previousHash.equals(this.hash) ||
      !computed.equals(stored) ||
      seal.totalRows !== String(this.totalRows)
    ) {
      this.found('seal_broken', seal);
    }
    this.result.findings.push(...compareRows(seal, rows));
    this.holdAgainstHeads(seal, computed.toString('hex'));
    this.result.seals++;
    this.result.rows += seal.eventIds.length;
    this.result.backdated += seal.eventTimes.filter((at) => isLongBefore(at, this.last.sealedAt)).length;
    this.hash = stored;
    this.totalRows = BigInt(seal.totalRows);
    this.last = { number: seal.number, position: seal.lastPosition, id: seal.lastId, sealedAt: seal.sealedAt };
  }

  private holdAgainstHeads(seal: Seal, computed: string): void {
    const { onNoHead } = this.result;
    const since = onNoHead.since ?? seal.eventTimes[0] ?? seal.sealedAt;
    this.result.onNoHead = { rows: onNoHead.rows + seal.eventIds.length, since };
    for (const head of this.waiting.get(seal.number) ?? []) {
      if (head.hash !== computed) this.found('head_differs', seal);
      else Object.assign(this.result, { newestHead: head, onNoHead: { rows: 0, since: null } });
    }
    this.waiting.delete(seal.number);
  }

  private found(kind: Finding['kind'], seal: Seal): void {
    this.result.findings.push({
      kind,
      eventId: seal.eventIds[0] ?? seal.lastId,
      at: seal.eventTimes[0] ?? seal.sealedAt,
      sealNumber: seal.number,
    });
  }

  /** An audit that is empty and one that this role may not read look the same. */
  private async seesAudit(): Promise<boolean> {
    const { rows } = await this.client.query<{ sees: boolean }>(
      `SELECT NOT row_security_active('audit_events') OR pg_has_role('cohort_app', 'USAGE') AS sees`,
    );
    return rows[0]?.sees ?? false;
  }

  /** What follows the last seal: rows that wait for the next, and heads of seals that are gone. */
  private async lookBehindTheEnd(): Promise<void> {
    const { rows } = await this.client.query<{ count: string }>(
      'SELECT count(*) FROM audit_events e WHERE (e.position, e.id) > ($1::bigint, $2::uuid)',
      [this.last.position, this.last.id],
    );
    this.result.unsealed = Number(rows[0]?.count ?? 0);
    const isEmpty = this.result.seals === 0 && this.result.unsealed === 0;
    if (isEmpty && this.waiting.size === 0 && !(await this.seesAudit())) {
      throw new SeesNoAudit('This role sees no audit at all: use the address of the service or of an administrator.');
    }
    const lost = [...this.waiting.values()].flat().sort((a, b) => (BigInt(a.number) < BigInt(b.number) ? -1 : 1));
    for (const head of lost) {
      this.result.findings.push({
        kind: 'seal_missing',
        eventId: this.last.id,
        at: head.sealedAt,
        sealNumber: head.number,
      });
    }
  }
}

const isUpTo = (row: AuditRowText | undefined, seal: Seal): boolean => {
  if (!row) return false;
  const [here, end] = [BigInt(row.position), BigInt(seal.lastPosition)];
  return here < end || (here === end && row.id <= seal.lastId);
};

/** Ten minutes: longer than any transaction of ours may last. */
const isLongBefore = (at: string, sealedAt: string): boolean =>
  sealedAt !== '' && Date.parse(at) < Date.parse(sealedAt) - 600_000;

function grouped(heads: readonly Head[]): Map<string, Head[]> {
  const groups = new Map<string, Head[]>();
  for (const head of heads) groups.set(head.number, [...(groups.get(head.number) ?? []), head]);
  return groups;
}
