import { Injectable } from '@nestjs/common';
import { Assign } from '../assignments';
import type { Transaction } from '../platform/database';
import { JudgeBands } from '../screenings';
import { escalateCase } from './escalations/escalate-case';
import type { ItemToDecide } from './load-item';
import type { PanelDecision } from './panel-decision';
import { CaseTransfer } from './transfers/case-transfer.entity';
import type { WaitingTransfer } from './transfers/transfers.queries';

interface Decided {
  item: ItemToDecide;
  decision: PanelDecision;
  /** The transfer that waits for the panel, if one does. */
  transfer: WaitingTransfer | null;
}

/** What a panel decides beside the review: bands, a transfer, that another panel must decide. By the verbs of each. */
@Injectable()
export class AlsoDecided {
  constructor(
    private readonly judgeBands: JudgeBands,
    private readonly assign: Assign,
  ) {}

  async within(tx: Transaction, { item, decision, transfer }: Decided): Promise<void> {
    await this.judge(tx, item, decision);
    await this.decideTransfer(tx, { item, decision, transfer });
    const question = decision.escalationQuestion?.trim();
    if (question) await escalateCase(tx, item, { question, rationale: decision.rationale });
  }

  private async judge(tx: Transaction, item: ItemToDecide, decision: PanelDecision): Promise<void> {
    const { judgedExploitationBand, judgedViolenceBand, judgementReason } = decision;
    if (!judgedExploitationBand && !judgedViolenceBand) return;
    await this.judgeBands.within(tx, {
      individualId: item.individualId,
      judgedExploitationBand,
      judgedViolenceBand,
      judgementReason: judgementReason ?? '',
      judgedIn: item.id,
      judgedAt: { panel: item.panelName, on: item.heldOn },
    });
  }

  private async decideTransfer(tx: Transaction, { item, decision, transfer }: Decided): Promise<void> {
    if (!transfer || !decision.transfer) return;
    const { individualId, id: decidedItemId } = item;
    const { id, version, newLeadId } = transfer;
    const decided = { outcome: decision.transfer, decidedBy: tx.actor.userId, decidedAt: tx.now, decidedItemId };
    await tx.change(CaseTransfer, { id, version }, decided);
    await tx.audit({
      act: 'case_transfer.decided',
      subjectType: 'case_transfer',
      subjectId: id,
      individualId,
      fields: ['outcome'],
    });
    if (decision.transfer !== 'agreed' || newLeadId === null) return;
    await this.assign.within(tx, { individualId, kind: 'lead_professional', userId: newLeadId });
  }
}
