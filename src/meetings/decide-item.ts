import { Injectable } from '@nestjs/common';
import { AddAction } from '../actions';
import type { AgencyKind } from '../agencies';
import { acceptanceKept, ExitCohort } from '../cohort';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid, Stale } from '../shared/errors';
import { AlsoDecided } from './also-decided';
import { AddEntry } from './room/add-entry';
import { missingForQuorum } from './room/quorum-now';
import { carriedOutWords } from './carried-out';
import { CarryOutDecision } from './carry-out-decision';
import { checkDecision } from './check-decision';
import {
  type ItemToDecide,
  lockItem,
  lockPlanToReview,
  type PlanToReview,
  refuseUnchangeable,
  refuseUndecidable,
} from './load-item';
import { ClosedByDecision, DecidedAsEntry, MeetingNotOpened } from './meeting.errors';
import { MeetingItem } from './meeting-item.entity';
import type { PanelDecision, RecordedDecision } from './panel-decision';
import { replacedWords, type StandingDecision, standingDecision } from './replaced-decision';
import { type SaidWithDecision, saidWithDecision } from './said-with-decision';
import { keepsStep, withoutStandingTier } from './standing-step';
import { type WaitingTransfer, waitingTransfer } from './transfers/transfers.queries';
import { turnedToAt } from './turned-to';

/**
 * Records what the panel decided about one case and carries it out: the review that was due, the actions, the tier, the
 * end of the plan and of the cohort period. All of it or none of it. With a reason, a decision that stands already is
 * taken again: what it said stays as an entry, and what it did stays done.
 */
@Injectable()
export class DecideItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly addAction: AddAction,
    private readonly carryOut: CarryOutDecision,
    private readonly exitCohort: ExitCohort,
    private readonly addEntry: AddEntry,
    private readonly alsoDecided: AlsoDecided,
  ) {}

  run(actor: Actor, decision: PanelDecision, submission?: Submission): Promise<RecordedDecision> {
    return this.transactions.act(actor, (tx) => this.within(tx, decision), submission);
  }

  /** @throws Stale when another member recorded one first; Invalid naming every answer that cannot be accepted */
  async within(tx: Transaction, sent: PanelDecision): Promise<RecordedDecision> {
    const item = await lockItem(tx, sent);
    this.rules.ensureMay(tx.actor, 'decide', 'Meeting', item);
    if (item.awaitsDecision) throw new DecidedAsEntry();
    const isAgain = Boolean(sent.changeReason?.trim());
    if (isAgain) refuseUnchangeable(item, sent.version);
    else refuseUndecidable(item, sent.version);
    if (item.startedAt === null) throw new MeetingNotOpened();
    const missing = await missingForQuorum(tx, item);
    // Whatever day the meeting was planned for; taken again, a decision keeps the day on which it was made.
    const heldOn = (isAgain ? item.decidedOn : null) ?? tx.today;
    const plan = await lockPlanToReview(tx, item.individualId, heldOn);
    const transfer = await waitingTransfer(tx, item.individualId);
    const standing = isAgain ? await standingDecision(tx, item.id) : undefined;
    const decision = standing === undefined ? sent : withoutStandingTier(standing, item.tier, sent);
    const isKept = standing !== undefined && keepsStep(standing, item.tier, decision);
    const found = isKept ? standing.tierBefore : item.tier;
    checkDecision(decision, { ...item, tier: found }, { plan, transfer: transfer?.kind ?? null, missing });
    if (isAgain) await this.keepReplaced(tx, item, decision, standing);
    await this.addEntries(tx, decision, saidWithDecision(decision), isAgain);
    // A step that stands has been carried out.
    const toCarryOut = isKept ? { ...decision, newTier: null } : decision;
    const carried = await this.carryOut.within(tx, { item, decision: toCarryOut, plan, heldOn });
    // After the plan may have closed, which ends what was open before: what the panel asks for now goes on.
    await this.addActions(tx, item, { ...decision, heldOn });
    await this.alsoDecided.within(tx, { item, decision, transfer });
    const text = await carriedOutWords(tx, { item, decision: toCarryOut, plan, transfer });
    await this.addEntries(tx, decision, [{ kind: 'carried_out', text }], isAgain);
    // As it stands now: a strand that moved after the review was recorded may have brought its date forward.
    const nextReviewOn = decision.decision === 'close' ? null : await nextReview(tx, plan);
    await this.writeDecision(tx, { ...item, tier: found }, withAuthority(decision, transfer), {
      missing,
      plan,
      nextReviewOn,
    });
    await this.leaveCohort(tx, item, withAuthority(decision, transfer));
    return { id: item.id, ...carried, nextDueOn: carried.nextDueOn === null ? null : nextReviewOn };
  }

  private async writeDecision(
    tx: Transaction,
    item: ItemToDecide,
    decision: PanelDecision,
    { missing, plan, nextReviewOn }: { missing: AgencyKind[]; plan: PlanToReview | null; nextReviewOn: Day | null },
  ): Promise<void> {
    await tx.change(
      MeetingItem,
      { id: item.id, version: decision.version },
      {
        status: 'decided',
        decision: decision.decision,
        rationale: decision.rationale.trim(),
        dissent: decision.dissent?.trim() || null,
        quorumMissing: missing,
        withoutQuorumReason: missing.length === 0 ? null : decision.withoutQuorumReason?.trim() || null,
        hadApprovedPlan: plan !== null && (plan.isLive || Boolean(decision.approvesPlan)),
        outcomeKept: true,
        tierBefore: item.tier,
        tierAfter: decision.decision === 'close' ? null : (decision.newTier ?? item.tier),
        nextReviewOn,
        decidedBy: tx.actor.userId,
        decidedAt: tx.now,
        ...leavingKept(item, decision),
        signpostedTo: decision.decision === 'close' ? decision.signpostedTo?.trim() || null : null,
        tellsPerson: decision.tellsPerson?.trim() || null,
        tellsReferrer: decision.tellsReferrer?.trim() || null,
        startedAt: await turnedToAt(tx, decision.meetingId),
      },
    );
    await tx.audit({
      act: item.status === 'decided' ? 'meeting_item.decided_again' : 'meeting_item.decided',
      subjectType: 'meeting_item',
      subjectId: item.id,
      individualId: item.individualId,
      fields: [
        'decision',
        'rationale',
        'signpostedTo',
        'exitReason',
        'dissent',
        'withoutQuorumReason',
        'tellsPerson',
        'tellsReferrer',
      ],
    });
  }

  /** Before anything is carried out: what the former decision said, word for word. @throws ClosedByDecision */
  private async keepReplaced(
    tx: Transaction,
    item: ItemToDecide,
    { changeReason }: PanelDecision,
    standing: StandingDecision | undefined,
  ): Promise<void> {
    if (standing === undefined) throw new Stale();
    if (standing.decision === 'close' && standing.tierBefore !== null && item.tier === null)
      throw new ClosedByDecision();
    const by = { name: tx.actor.displayName, at: tx.now, reason: changeReason ?? '' };
    const { meetingId, id: itemId } = item;
    await this.addEntry.within(tx, { meetingId, itemId, kind: 'replaced_decision', text: replacedWords(standing, by) });
  }

  /** Taken again, a decision writes down only what its item does not say already. */
  private async addEntries(
    tx: Transaction,
    { meetingId, itemId }: PanelDecision,
    said: SaidWithDecision[],
    isAgain: boolean,
  ): Promise<void> {
    const standing = isAgain
      ? await tx.query<SaidWithDecision>('SELECT kind, text FROM meeting_entries WHERE item_id = $1', [itemId])
      : [];
    for (const { kind, text } of said) {
      if (text === '' || standing.some((one) => one.kind === kind && one.text === text.trim())) continue;
      await this.addEntry.within(tx, { meetingId, itemId, kind, text });
    }
  }

  private async addActions(
    tx: Transaction,
    item: ItemToDecide,
    made: PanelDecision & { heldOn: string },
  ): Promise<void> {
    for (const [at, action] of (made.actions ?? []).entries()) {
      const { individualId, id: madeInId } = item;
      try {
        await this.addAction.within(tx, { ...action, individualId, madeIn: 'meeting', madeInId, madeOn: made.heldOn });
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        const problems = error.problems.map(({ field, message }) => ({ field: `actions.${at}.${field}`, message }));
        throw new Invalid(problems, error.message);
      }
    }
  }

  /** Last of all: from here on the panel sees the case no more. */
  private async leaveCohort(
    tx: Transaction,
    { individualId, tier }: ItemToDecide,
    decision: PanelDecision,
  ): Promise<void> {
    if (decision.decision !== 'close' || tier === null || !decision.exitReason) return;
    const { exitReason, acceptingAuthority, acceptedBy, acceptedOn, signpostedTo } = decision;
    const to = signpostedTo?.trim();
    const rationale = to ? `${decision.rationale}\nSignposted to: ${to}` : decision.rationale;
    const acceptance = { acceptingAuthority, acceptedBy, acceptedOn };
    // What the panel asked for just now goes on; what was open before has ended with the plan.
    await this.exitCohort.within(tx, { individualId, exitReason, rationale, ...acceptance, actionsGoOn: true });
  }
}

/** The authority was named when the move was asked for; the panel need not type it again. */
const withAuthority = (decision: PanelDecision, transfer: WaitingTransfer | null): PanelDecision =>
  decision.transfer === 'agreed' && transfer?.kind === 'moves_out' && !decision.acceptingAuthority?.trim()
    ? { ...decision, acceptingAuthority: transfer.otherAuthority }
    : decision;

/** Why they leave, as it was decided: the period of the cohort may say something else later. */
const leavingKept = ({ tier }: ItemToDecide, decision: PanelDecision) => {
  const leaves = decision.decision === 'close' && tier !== null;
  return {
    exitReason: leaves ? (decision.exitReason ?? null) : null,
    ...acceptanceKept(leaves ? decision : {}),
  };
};

/** The next review as it stands after the decision. */
async function nextReview(tx: Transaction, plan: PlanToReview | null): Promise<Day | null> {
  if (plan === null) return null;
  const [running] = await tx.query<{ dueOn: Day }>(
    `SELECT due_on AS "dueOn" FROM review_schedules WHERE plan_id = $1 AND status = 'active'`,
    [plan.planId],
  );
  return running?.dueOn ?? null;
}
