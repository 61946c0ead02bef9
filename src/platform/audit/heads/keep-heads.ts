import { Inject, Injectable, Logger } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../../config';
import { SYSTEM_ACTOR } from '../../access';
import { Transactions } from '../../database';
import { Mailer } from '../../mail';
import { AuditKeeping } from '../chain/audit-keeping';
import type { Head } from '../domain/head';
import { FileKeeper } from './file-keeper';
import type { HeadKeeper } from './head-keeper';
import { MailKeeper } from './mail-keeper';
import { WebhookKeeper } from './webhook-keeper';

interface HeadRow {
  number: string;
  hash: Buffer;
  total_rows: string;
  sealed_at: Date;
}

/** Gives the end of the chain to every place that is set up. One that fails stops no other, and is tried again next time. */
@Injectable()
export class KeepHeads {
  private readonly logger = new Logger(KeepHeads.name);
  private readonly keepers: HeadKeeper[];

  constructor(
    private readonly transactions: Transactions,
    private readonly keeping: AuditKeeping,
    @Inject(SETTINGS) settings: Settings,
    mailer: Mailer,
  ) {
    this.keepers = [
      new FileKeeper(settings.auditHeadFile),
      ...(settings.auditHeadMailTo.length > 0 ? [new MailKeeper(mailer, settings.auditHeadMailTo)] : []),
      ...(settings.auditHeadWebhookUrl ? [new WebhookKeeper(settings.auditHeadWebhookUrl)] : []),
    ];
  }

  async run(): Promise<void> {
    const head = await this.head();
    const kept = await this.keeping.all();
    for (const keeper of this.keepers) {
      const before = kept.find((row) => row.task === keeper.task);
      const isKept = !head || (before?.head_number === head.number && before.failing_since === null);
      await this.give(keeper, isKept ? undefined : head);
    }
  }

  /** A head that is kept already goes nowhere again: two workers share this memory. */
  private async give(keeper: HeadKeeper, head: Head | undefined): Promise<void> {
    try {
      if (head) await keeper.keep(head);
    } catch (error) {
      this.logger.error(`Audit head not kept (${keeper.task}): ${error instanceof Error ? error.name : 'unknown'}`);
      await this.keeping.failed(keeper.task, error);
      return;
    }
    await this.keeping.wentWell(keeper.task, head?.number);
  }

  private head(): Promise<Head | undefined> {
    return this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      const [row] = await tx.query<HeadRow>(
        'SELECT number::text AS number, hash, total_rows::text AS total_rows, sealed_at FROM audit_seals s ORDER BY s.number DESC LIMIT 1',
      );
      if (!row) return undefined;
      return {
        number: row.number,
        hash: row.hash.toString('hex'),
        totalRows: row.total_rows,
        sealedAt: row.sealed_at.toISOString(),
      };
    });
  }
}
