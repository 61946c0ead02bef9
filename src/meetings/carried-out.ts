import { STRAND_WORDS, STRANDS } from '../cohort';
import type { Transaction } from '../platform/database';
import type { ItemToDecide, PlanToReview } from './load-item';
import type { PanelDecision } from './panel-decision';
import type { WaitingTransfer } from './transfers/transfers.queries';

interface Decided {
  item: ItemToDecide;
  decision: PanelDecision;
  plan: PlanToReview | null;
  transfer: WaitingTransfer | null;
}

/**
 * What a decision did to the record beside what its item says of itself: the plan it approved, the strand, the lead, and the
 * question it passed on. Asked once all is carried out, and written into the meeting, since minutes must say it for ever.
 */
export async function carriedOutWords(tx: Transaction, decided: Decided): Promise<string> {
  const lines = [await approval(tx, decided), strand(decided), await lead(tx, decided), await question(tx, decided)];
  return lines.filter((line) => line !== '').join('\n');
}

async function approval(tx: Transaction, { decision, plan }: Decided): Promise<string> {
  if (!decision.approvesPlan || plan === null) return '';
  const [approved] = await tx.query<{ edition: number | null }>(
    'SELECT current_edition AS edition FROM plans WHERE id = $1',
    [plan.planId],
  );
  return `The panel approved the plan: edition ${approved?.edition ?? ''}.`;
}

function strand({ item, decision: { newStrand } }: Decided): string {
  if (!newStrand) return '';
  const before = STRANDS.find((known) => known === item.strand);
  return before
    ? `Strand: from ‘${STRAND_WORDS[before]}’ to ‘${STRAND_WORDS[newStrand]}’.`
    : `Strand: ‘${STRAND_WORDS[newStrand]}’.`;
}

async function lead(tx: Transaction, { decision, transfer }: Decided): Promise<string> {
  if (decision.transfer !== 'agreed' || !transfer?.newLeadId) return '';
  const [found] = await tx.query<{ words: string }>(
    `SELECT u.display_name || ', ' || a.name AS words FROM users u JOIN agencies a ON a.id = u.agency_id WHERE u.id = $1`,
    [transfer.newLeadId],
  );
  return `Lead professional from now on: ${found?.words ?? ''}.`;
}

async function question(tx: Transaction, { item, decision }: Decided): Promise<string> {
  const asked = decision.escalationQuestion?.trim();
  if (!asked) return '';
  const [above] = await tx.query<{ name: string }>('SELECT name FROM panels WHERE id = $1', [item.escalatesTo]);
  return `Asked of ${above?.name ?? 'the panel above'}: ${asked}`;
}
