import { Injectable } from '@nestjs/common';
import type { Tier } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { newId } from '../shared/ids';
import { chooseDetail, type ChosenDetail, type ExtractDetail } from './domain/extract-detail';
import { DAYS_TO_DECIDE, HOURS_TO_DOWNLOAD, needsSecondPerson } from './domain/export-rules';
import { Export, type ExportKind } from './export.entity';
import { TooFewForAnExtract } from './exports.errors';
import { COUNT_OF_CASES, EXTRACT_DETAILS, keysToTake } from './exports.queries';

export interface ExportAsked {
  kind: ExportKind;
  purpose: string;
  tier?: Tier | null;
}

const HOUR = 3_600_000;

/**
 * Asks for a file, with its purpose. A small list of cases is ready at once; anything else waits for a second person. How many would
 * stand alone in an extract is measured first, so that both people know before it is agreed to.
 */
@Injectable()
export class AskExport {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, asked: ExportAsked, submission?: Submission): Promise<{ id: string; isReady: boolean }> {
    return this.transactions.act(actor, (tx) => this.within(tx, asked), submission);
  }

  /** @throws TooFewForAnExtract when nobody's group would be large enough */
  async within(tx: Transaction, asked: ExportAsked): Promise<{ id: string; isReady: boolean }> {
    this.rules.ensureMay(tx.actor, 'ask', 'Export', asked);
    const tier = asked.kind === 'cases' ? (asked.tier ?? null) : null;
    const people = asked.kind === 'cases' ? await countOfCases(tx, tier) : null;
    const chosen = asked.kind === 'evaluation' ? await detailOfExtract(tx) : undefined;
    const isReady = !needsSecondPerson(asked.kind, people ?? 0);
    const id = newId();
    await tx.insert(Export, {
      ...{ id, kind: asked.kind, purpose: asked.purpose, tier, people, status: isReady ? 'ready' : 'waiting' },
      ...chosen,
      ...{ requestedBy: tx.actor.userId, agencyId: tx.actor.agencyId, requestedAt: tx.now },
      expiresAt: new Date(tx.now.getTime() + (isReady ? HOURS_TO_DOWNLOAD : DAYS_TO_DECIDE * 24) * HOUR),
    });
    await tx.audit({
      act: 'export.asked',
      subjectType: 'export',
      subjectId: id,
      fields: [asked.kind, `tier:${tier ?? 'all'}`, `people:${people ?? 'not counted'}`, ...detailFields(chosen)],
      reason: asked.purpose,
    });
    return { id, isReady };
  }
}

async function detailOfExtract(tx: Transaction): Promise<ChosenDetail> {
  const chosen = chooseDetail(await tx.query<ExtractDetail>(EXTRACT_DETAILS));
  if (!chosen) throw new TooFewForAnExtract();
  return chosen;
}

const detailFields = (chosen: ChosenDetail | undefined): string[] =>
  chosen
    ? [
        `detail:${chosen.detail}`,
        `least_group:${chosen.leastGroup}`,
        `alone_share:${chosen.aloneShare}`,
        `withheld_share:${chosen.withheldShare}`,
      ]
    : [];

export async function countOfCases(tx: Transaction, tier: string | null): Promise<number> {
  const [row] = await tx.query<{ people: number }>(COUNT_OF_CASES, [keysToTake(tx.actor), tier]);
  return row?.people ?? 0;
}
