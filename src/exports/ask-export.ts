import { Injectable } from '@nestjs/common';
import { ensureNamesNobody, type Tier } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { dayInLondon } from '../shared/day';
import { newId } from '../shared/ids';
import { chooseDetail, type ChosenDetail, type ExtractDetail } from './domain/extract-detail';
import { DAYS_TO_DECIDE, HOURS_TO_DOWNLOAD, needsSecondPerson } from './domain/export-rules';
import { Export } from './export.entity';
import { TooFewForAnExtract } from './exports.errors';
import { COUNT_OF_CASES, EXTRACT_DETAILS, keysToTake, TAKEN_ALONE } from './exports.queries';

export interface ExportAsked {
  kind: 'cases' | 'evaluation';
  purpose: string;
  tier?: Tier | null;
}

const HOUR = 3_600_000;

/**
 * Asks for a file, with its purpose. A small list of cases is ready at once, small together with what the same person took in the day
 * before; anything else waits for a second person. How many would
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
    await ensureNamesNobody(tx, { purpose: asked.purpose });
    // Two who press at once as one person: the second counts what the first asked for.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('exports'), hashtext($1))`, [tx.actor.userId]);
    const people = asked.kind === 'cases' ? await countOfCases(tx, tier) : null;
    const together = asked.kind === 'cases' ? await countInADay(tx, tier) : 0;
    const chosen = asked.kind === 'evaluation' ? await detailOfExtract(tx) : undefined;
    const isReady = !needsSecondPerson(asked.kind, together);
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
      fields: [
        asked.kind,
        `tier:${tier ?? 'all'}`,
        `people:${people ?? 'not counted'}`,
        ...inADay(together),
        ...detailFields(chosen),
      ],
      reason: asked.purpose,
    });
    return { id, isReady };
  }
}

async function detailOfExtract(tx: Transaction): Promise<ChosenDetail> {
  const chosen = chooseDetail(await tx.query<ExtractDetail>(EXTRACT_DETAILS, [dayInLondon(tx.now)]));
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

const inADay = (people: number): string[] => (people > 0 ? [`people_in_a_day:${people}`] : []);

export const countOfCases = (tx: Transaction, tier: string | null): Promise<number> =>
  countOf(tx, tier === null ? null : [tier]);

/**
 * How many different people this list and those have that the same person was given alone since this hour yesterday, as long as a file
 * can be fetched: a list cut by tier is one list.
 */
export async function countInADay(tx: Transaction, tier: string | null): Promise<number> {
  const since = new Date(tx.now.getTime() - HOURS_TO_DOWNLOAD * HOUR);
  const taken = await tx.query<{ tier: string | null }>(TAKEN_ALONE, [tx.actor.userId, since]);
  const tiers = [tier, ...taken.map((one) => one.tier)].flatMap((one) => one ?? []);
  return countOf(tx, tiers.length <= taken.length ? null : tiers);
}

async function countOf(tx: Transaction, tiers: string[] | null): Promise<number> {
  const [row] = await tx.query<{ people: number }>(COUNT_OF_CASES, [keysToTake(tx.actor), tiers]);
  return row?.people ?? 0;
}
