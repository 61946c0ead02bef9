import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { auditCells, ExportAudit } from '../platform/audit';
import { Reader, type Transaction, Transactions } from '../platform/database';
import { Clock } from '../shared/clock';
import { dayInLondon } from '../shared/day';
import { countInADay, countOfCases } from './ask-export';
import { type ExtractDetail, keepsGroups } from './domain/extract-detail';
import { needsSecondPerson } from './domain/export-rules';
import { Export } from './export.entity';
import { ExportGrew, ExportIsOver, ExtractChanged, ExtractRuleChanged } from './exports.errors';
import { casesToTake, EXTRACT_DETAILS, type ExtractKeys, extractRows } from './exports.queries';
import { type LoadedExport, loadExport } from './load-export';

/** Rows in memory at a time. */
const ROWS_AT_ONCE = 500;

type Row = Record<string, unknown>;

export interface TakenExport {
  asked: LoadedExport;
  pages: AsyncIterable<Row[]>;
}

/** Gives the rows of an export to whoever asked for it, with the rights they have at this moment. */
@Injectable()
export class TakeExport {
  constructor(
    private readonly transactions: Transactions,
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
    private readonly audit: ExportAudit,
  ) {}

  /**
   * Resolves when the taking is written down; the rows are read as they are taken, so many at a time.
   * @throws ExportIsOver after its day; ExportGrew when it is too many now for one person; ExtractRuleChanged; ExtractChanged
   */
  async run(actor: Actor, id: string): Promise<TakenExport> {
    const asked = await this.transactions.act(actor, async (tx) => {
      const loaded = await loadExport(tx, id);
      this.rules.ensureMay(tx.actor, 'download', 'Export', loaded);
      if (loaded.status !== 'ready' || loaded.expiresAt <= tx.now) throw new ExportIsOver();
      const rows = loaded.kind === 'cases' ? await countOfCases(tx, loaded.tier) : null;
      const together = loaded.decidedBy === null && rows !== null ? await countInADay(tx, loaded.tier) : 0;
      if (loaded.decidedBy === null && needsSecondPerson(loaded.kind, together)) throw new ExportGrew();
      if (loaded.kind === 'evaluation') await ensureGroups(tx, loaded);
      await tx.change(Export, loaded, { downloads: loaded.downloads + 1, rowsGiven: rows });
      await tx.audit({
        act: 'export.taken',
        subjectType: 'export',
        subjectId: id,
        fields: [
          loaded.kind,
          `tier:${loaded.tier ?? 'all'}`,
          `rows:${rows ?? (loaded.kind === 'audit' ? 'as asked for' : 'cohort without restricted records')}`,
        ],
        reason: loaded.purpose,
      });
      return loaded;
    });
    if (asked.kind === 'audit') return { asked, pages: await this.events(actor, asked) };
    return { asked, pages: asked.kind === 'cases' ? this.cases(actor, asked) : this.extract(actor, asked) };
  }

  /** Nothing after it was asked for: that is what was agreed to. */
  private async events(actor: Actor, { filter, purpose, requestedAt }: LoadedExport): Promise<AsyncIterable<Row[]>> {
    return cellsOf(await this.audit.run(actor, { filter: filter ?? {}, purpose, until: requestedAt }));
  }

  private async *cases(actor: Actor, { tier }: LoadedExport): AsyncIterable<Row[]> {
    for (let after = ''; ;) {
      const rows = await this.reader.many<Row>(actor, undefined, casesToTake(actor, tier, after, ROWS_AT_ONCE));
      yield rows;
      if (rows.length < ROWS_AT_ONCE) return;
      after = String(rows.at(-1)?.['reference']);
    }
  }

  /** The key lives as long as this download and is kept nowhere: nobody can join two files, or find a person again. */
  private async *extract(actor: Actor, { id }: LoadedExport): AsyncIterable<Row[]> {
    const keys = keysOfExtract(randomBytes(32));
    const now = this.clock.now();
    for (let after = ''; ;) {
      const rows = await this.reader.many<Row>(actor, undefined, extractRows(id, now, keys, after, ROWS_AT_ONCE));
      yield rows;
      if (rows.length < ROWS_AT_ONCE) return;
      after = String(rows.at(-1)?.['pseudonym']);
    }
  }
}

async function* cellsOf(pages: AsyncIterable<Parameters<typeof auditCells>[0][]>): AsyncIterable<Row[]> {
  for await (const rows of pages) yield rows.map(auditCells);
}

/** People came and went since it was asked for, and a new rule may count: what was agreed to must still leave nobody alone. */
async function ensureGroups(tx: Transaction, { detail, leastGroup }: LoadedExport): Promise<void> {
  const measured = await tx.query<ExtractDetail>(EXTRACT_DETAILS, [dayInLondon(tx.now)]);
  const now = measured.find((one) => one.detail === detail);
  if (!now || leastGroup === null) throw new ExportIsOver();
  if (leastGroup < now.leastGroup) throw new ExtractRuleChanged(leastGroup, now.leastGroup);
  if (!keepsGroups(now)) throw new ExtractChanged();
}

/** The inner and outer key of HMAC-SHA-256 (RFC 2104), so that the database can make the pseudonym without an extension. */
export function keysOfExtract(key: Buffer): ExtractKeys {
  const block = Buffer.alloc(64);
  (key.length > 64 ? createHash('sha256').update(key).digest() : key).copy(block);
  const padded = (pad: number): Buffer => Buffer.from(block.map((byte) => byte ^ pad));
  return { inner: padded(0x36), outer: padded(0x5c) };
}
