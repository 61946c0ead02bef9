export const TRANSFER_KINDS = ['moves_out', 'moves_in', 'change_of_lead'] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

export const TRANSFER_WORDS: Record<TransferKind, string> = {
  moves_out: 'Moves to another area',
  moves_in: 'Moved here from another area',
  change_of_lead: 'Another lead professional or agency',
};

export const TRANSFER_OUTCOMES = ['agreed', 'not_agreed', 'withdrawn'] as const;
export type TransferOutcome = (typeof TRANSFER_OUTCOMES)[number];

export const TRANSFER_OUTCOME_WORDS: Record<TransferOutcome, string> = {
  agreed: 'Agreed',
  not_agreed: 'Not agreed',
  withdrawn: 'Taken back by whoever asked',
};
