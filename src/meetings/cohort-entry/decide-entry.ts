import { Injectable } from '@nestjs/common';
import type { AgencyKind } from '../../agencies';
import { DecideAgainstEntry, type DecidedEntry, EnterCohort, type RefusedEntry } from '../../cohort';
import type { Tier } from '../../individuals';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import type { ReviewDecision } from '../../reviews';
import { Invalid } from '../../shared/errors';
import { quorumProblems } from '../check-decision';
import { type ItemAddress, type ItemToDecide, lockItem, refuseUndecidable } from '../load-item';
import { AlreadyDecided, MeetingNotOpened } from '../meeting.errors';
import { MeetingItem } from '../meeting-item.entity';
import type { PanelDecision } from '../panel-decision';
import { AddEntry } from '../room/add-entry';
import { missingForQuorum } from '../room/quorum-now';
import { turnedToAt } from '../turned-to';
import { entryLines, type Refusal, refusalLines } from './entry-lines';
import { NotForEntry } from './not-for-entry';

/** The item that the decision is about, and what the meeting asks of it. */
export interface EntryAtMeeting
  extends ItemAddress, Pick<PanelDecision, 'version' | 'withoutQuorumReason' | 'tellsPerson' | 'tellsReferrer'> {}

export interface EntryDecided {
  id: string;
  /** Whether the record stays open to whoever decided. */
  staysVisible: boolean;
  isNobodyNamed: boolean;
}

interface Outcome {
  decision: ReviewDecision;
  rationale: string;
  dissent: string | null;
  tierAfter: Tier | null;
}

/**
 * The decision at a meeting whether somebody accepted enters the cohort: the verb that decides it anywhere, with its rights, and the item
 * with it. All of it or none of it.
 */
@Injectable()
export class DecideEntry {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly enterCohort: EnterCohort,
    private readonly decideAgainstEntry: DecideAgainstEntry,
    private readonly addEntry: AddEntry,
  ) {}

  enter(actor: Actor, at: EntryAtMeeting, entry: DecidedEntry, submission?: Submission): Promise<EntryDecided> {
    return this.transactions.act(actor, (tx) => this.enterWithin(tx, at, entry), submission);
  }

  refuse(actor: Actor, at: EntryAtMeeting, refusal: Refusal, submission?: Submission): Promise<EntryDecided> {
    return this.transactions.act(actor, (tx) => this.refuseWithin(tx, at, refusal), submission);
  }

  /** Into the cohort of the panel whose meeting it is. @throws as `itemToDecide` and as `EnterCohort` */
  async enterWithin(tx: Transaction, at: EntryAtMeeting, entry: DecidedEntry): Promise<EntryDecided> {
    const { item, missing } = await this.itemToDecide(tx, at);
    const { individualId, panelId } = item;
    const { staysVisible, isNobodyNamed } = await this.enterCohort.within(tx, { ...entry, individualId, panelId });
    const { decision: rationale, dissent, tier: tierAfter } = entry;
    await this.writeItem(tx, { item, at, missing }, { decision: 'continue', rationale, dissent, tierAfter });
    await this.writeLines(tx, at, await entryLines(tx, entry));
    return { id: item.id, staysVisible, isNobodyNamed };
  }

  /** @throws as `itemToDecide` and as `DecideAgainstEntry` */
  async refuseWithin(tx: Transaction, at: EntryAtMeeting, refusal: Refusal): Promise<EntryDecided> {
    const { item, missing } = await this.itemToDecide(tx, at);
    const { individualId } = item;
    const { reason: rationale, dissent } = refusal;
    await this.writeLines(tx, at, refusalLines(refusal));
    await this.writeItem(tx, { item, at, missing }, { decision: 'close', rationale, dissent, tierAfter: null });
    // Last of all: from here on the panel sees the record no more.
    const seen = await owedBy(tx, item);
    const { staysVisible } = await this.decideAgainstEntry.within(tx, { individualId, seen, ...refusal });
    return { id: item.id, staysVisible, isNobodyNamed: false };
  }

  /** @throws Stale when another member decided first; NotForEntry, MeetingNotOpened; Invalid without a quorum and a reason */
  private async itemToDecide(
    tx: Transaction,
    at: EntryAtMeeting,
  ): Promise<{ item: ItemToDecide; missing: AgencyKind[] }> {
    const item = await lockItem(tx, at);
    this.rules.ensureMay(tx.actor, 'decide', 'Meeting', item);
    if (!item.awaitsDecision) throw new NotForEntry();
    refuseUndecidable(item, at.version);
    if (item.startedAt === null) throw new MeetingNotOpened();
    const missing = await missingForQuorum(tx, item);
    const problems = quorumProblems(at, missing);
    if (problems.length > 0) throw new Invalid(problems);
    return { item, missing };
  }

  private async writeItem(
    tx: Transaction,
    { item, at, missing }: { item: ItemToDecide; at: EntryAtMeeting; missing: AgencyKind[] },
    { rationale, dissent, ...outcome }: Outcome,
  ): Promise<void> {
    const change = {
      ...{ status: 'decided' as const, ...outcome, rationale: rationale.trim(), dissent: dissent?.trim() || null },
      ...{ quorumMissing: missing, hadApprovedPlan: false, outcomeKept: true, tierBefore: null },
      withoutQuorumReason: missing.length === 0 ? null : at.withoutQuorumReason?.trim() || null,
      ...{ tellsPerson: at.tellsPerson?.trim() || null, tellsReferrer: at.tellsReferrer?.trim() || null },
      ...{ decidedBy: tx.actor.userId, decidedAt: tx.now, startedAt: await turnedToAt(tx, at.meetingId) },
    };
    await tx.change(MeetingItem, { id: item.id, version: at.version }, change);
    const subject = { subjectType: 'meeting_item', subjectId: item.id, individualId: item.individualId };
    const fields = ['decision', 'rationale', 'dissent', 'withoutQuorumReason', 'tellsPerson', 'tellsReferrer'];
    await tx.audit({ act: 'meeting_item.decided', ...subject, fields });
  }

  /** Minutes say for ever on what it rested, whatever becomes of the record. */
  private async writeLines(tx: Transaction, { meetingId, itemId }: EntryAtMeeting, lines: string[]): Promise<void> {
    for (const text of lines) await this.addEntry.within(tx, { meetingId, itemId, kind: 'carried_out', text });
  }
}

/** @throws AlreadyDecided */
async function owedBy(tx: Transaction, item: ItemToDecide): Promise<RefusedEntry['seen']> {
  const [owed] = await tx.query<RefusedEntry['seen']>(
    `SELECT d.id, d.version FROM cohort_decisions_owed d WHERE d.individual_id = $1 AND d.panel_id = $2 ORDER BY d.due_on, d.id LIMIT 1`,
    [item.individualId, item.panelId],
  );
  if (!owed) throw new AlreadyDecided();
  return owed;
}
