import { bandWords } from '../../individuals';
import type { AgendaRow } from '../agenda.queries';
import { type Leaving, leavingWords } from '../leaving-words';
import { agencyKindsInWords } from '../room/quorum-now';
import { TRANSFER_OUTCOME_WORDS, TRANSFER_WORDS } from '../transfers/transfer-words';

type Also = Pick<
  AgendaRow,
  | 'status'
  | 'escalated_to'
  | 'transfer_kind'
  | 'transfer_outcome'
  | 'judgement'
  | 'decision'
  | 'quorum_missing'
  | 'without_quorum_reason'
  | 'had_approved_plan'
  | 'signposted_to'
> &
  Leaving;

/** What the panel decided beside the decision itself, a line each: bands it judged, a transfer, where it passed the case on to. */
export function alsoWords(row: Also): string[] {
  if (row.status !== 'decided') return [];
  return [
    ...(row.without_quorum_reason
      ? [
          `Decided without a quorum (nobody from ${agencyKindsInWords(row.quorum_missing ?? [])}): ${row.without_quorum_reason}`,
        ]
      : []),
    ...(row.decision === 'continue' && row.had_approved_plan === false
      ? ['No plan had been approved when the panel decided this']
      : []),
    ...leavingWords(row),
    ...(row.signposted_to ? [`Signposted to: ${row.signposted_to}`] : []),
    ...bandLines(row.judgement),
    ...(row.transfer_kind && row.transfer_outcome
      ? [`${TRANSFER_WORDS[row.transfer_kind]}: ${TRANSFER_OUTCOME_WORDS[row.transfer_outcome].toLowerCase()}`]
      : []),
    ...(row.escalated_to ? [`Escalated to ${row.escalated_to}`] : []),
  ];
}

function bandLines(judgement: Also['judgement']): string[] {
  if (judgement === null) return [];
  return (['exploitation', 'violence'] as const).flatMap((axis) => {
    const { judged, isDifferent, needsSecondPerson } = judgement[axis];
    if (!isDifferent && !needsSecondPerson) return [];
    const waits = needsSecondPerson ? ': lower, so it counts once a second person agrees' : '';
    return [`The panel judges ${axis} to be ‘${bandWords(judged)}’${waits}`];
  });
}
