import type { AgendaRow } from './agenda.queries';

/** Still open and within the actor's sight. */
export const isToDecide = (row: Pick<AgendaRow, 'status' | 'individual_id'>): boolean =>
  row.status === 'listed' && row.individual_id !== null;
