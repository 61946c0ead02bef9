import type { FieldProblem } from '../../shared/errors';
import type { PanelDecision } from '../panel-decision';
import type { TransferKind } from './transfer-words';

type Answered = Pick<PanelDecision, 'decision' | 'transfer' | 'exitReason'>;

/** What the answer about a transfer leaves open or contradicts: an agreed move out is carried out, not only noted. */
export function transferProblems(
  { decision, transfer, exitReason }: Answered,
  waiting: TransferKind | null,
): FieldProblem[] {
  const problem = (message: string): FieldProblem[] => [{ field: 'transfer', message }];
  if (waiting === null) return transfer ? problem('No transfer of this case waits for a decision') : [];
  if (!transfer) return decision === 'close' ? problem('Select what the panel decides about the transfer') : [];
  if (transfer === 'not_agreed') {
    const leaves = waiting === 'moves_out' && decision === 'close' && exitReason === 'moved_area';
    return leaves
      ? problem('The case is closed as moved to another area, so the move is agreed. Select that, or another reason')
      : [];
  }
  if (waiting === 'moves_out' && (decision !== 'close' || exitReason !== 'moved_area')) {
    return problem('To agree a move to another area, close the case as moved to another area');
  }
  if (waiting !== 'moves_out' && decision === 'close') {
    return problem('A case that is closed is not transferred. Select that it is not agreed');
  }
  return [];
}
