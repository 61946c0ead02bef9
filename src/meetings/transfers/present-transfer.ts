import { type CaseHeader, caseLayoutModel, casePaths } from '../../individuals';
import { type Colleague, colleagueChoices } from '../../users';
import type { TypedFields } from '../../web/page-model';
import type { TransferForm } from './transfer.forms';
import { TRANSFER_KINDS, TRANSFER_OUTCOME_WORDS, TRANSFER_WORDS } from './transfer-words';
import type { TransferRow } from './transfers.queries';

export const transferPath = casePaths.transfer;

/** A transfer in one line: what it is and where to. */
export const transferWords = (row: Pick<TransferRow, 'kind' | 'other_authority' | 'new_lead' | 'new_lead_agency'>) => {
  const where =
    row.kind === 'change_of_lead' ? `${row.new_lead ?? ''}, ${row.new_lead_agency ?? ''}` : row.other_authority;
  return `${TRANSFER_WORDS[row.kind]}: ${where ?? ''}`;
};

const presentRow = (row: TransferRow) => ({
  words: transferWords(row),
  why: row.why,
  by: row.asked_by,
  at: row.asked_at,
  outcomeWords: row.outcome === null ? 'Waits for the panel' : TRANSFER_OUTCOME_WORDS[row.outcome],
  decidedAt: row.decided_at,
});

/** What waits and what was decided, and the form where nothing waits. */
export function presentTransfer(
  header: CaseHeader,
  transfers: TransferRow[],
  colleagues: Colleague[],
  typed: TypedFields<keyof TransferForm> = {},
) {
  const [first] = transfers;
  const waiting = first && first.outcome === null ? first : undefined;
  return {
    ...caseLayoutModel(header, 'overview'),
    isInCohort: header.tier !== null,
    waiting: waiting && {
      ...presentRow(waiting),
      version: waiting.version,
      action: `${transferPath(header.id)}/withdrawal`,
    },
    before: transfers.filter((row) => row.outcome !== null).map(presentRow),
    kinds: TRANSFER_KINDS.map((value) => ({ value, text: TRANSFER_WORDS[value] })),
    leads: colleagueChoices(colleagues, typed.newLeadId),
    typed,
    action: transferPath(header.id),
    backHref: casePaths.overview(header.id),
  };
}

export type TransferModel = ReturnType<typeof presentTransfer>;
