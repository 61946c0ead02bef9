import { Injectable } from '@nestjs/common';
import type { Tier } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { newId } from '../shared/ids';
import { DAYS_TO_DECIDE, HOURS_TO_DOWNLOAD, needsSecondPerson } from './domain/export-rules';
import { Export, type ExportKind } from './export.entity';
import { COUNT_OF_CASES, keysToTake } from './exports.queries';

export interface ExportAsked {
  kind: ExportKind;
  purpose: string;
  tier?: Tier | null;
}

const HOUR = 3_600_000;

/** Asks for a file, with its purpose. A small list of cases is ready at once; anything else waits for a second person. */
@Injectable()
export class AskExport {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, asked: ExportAsked, submission?: Submission): Promise<{ id: string; isReady: boolean }> {
    return this.transactions.act(actor, (tx) => this.within(tx, asked), submission);
  }

  async within(tx: Transaction, asked: ExportAsked): Promise<{ id: string; isReady: boolean }> {
    this.rules.ensureMay(tx.actor, 'ask', 'Export', asked);
    const tier = asked.kind === 'cases' ? (asked.tier ?? null) : null;
    const people = asked.kind === 'cases' ? await countOfCases(tx, tier) : null;
    const isReady = !needsSecondPerson(asked.kind, people ?? 0);
    const id = newId();
    await tx.insert(Export, {
      ...{ id, kind: asked.kind, purpose: asked.purpose, tier, people, status: isReady ? 'ready' : 'waiting' },
      ...{ requestedBy: tx.actor.userId, agencyId: tx.actor.agencyId, requestedAt: tx.now },
      expiresAt: new Date(tx.now.getTime() + (isReady ? HOURS_TO_DOWNLOAD : DAYS_TO_DECIDE * 24) * HOUR),
    });
    await tx.audit({
      act: 'export.asked',
      subjectType: 'export',
      subjectId: id,
      fields: [asked.kind, `tier:${tier ?? 'all'}`, `people:${people ?? 'not counted'}`],
      reason: asked.purpose,
    });
    return { id, isReady };
  }
}

export async function countOfCases(tx: Transaction, tier: string | null): Promise<number> {
  const [row] = await tx.query<{ people: number }>(COUNT_OF_CASES, [keysToTake(tx.actor), tier]);
  return row?.people ?? 0;
}
