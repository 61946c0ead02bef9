import { type DueState, dueStates } from './overdue';

/** Where the review of a plan stands: its due state, or that it has none, which is itself work to do. */
export type WorkState = DueState | 'no_schedule';
export const workStates: readonly WorkState[] = [...dueStates, 'no_schedule'];
