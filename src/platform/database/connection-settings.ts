import { types } from 'pg';

// Days stay ISO strings (a Date would move them across midnight) and counts become numbers.
types.setTypeParser(types.builtins.DATE, (value) => value);
types.setTypeParser(types.builtins.INT8, (value) => Number(value));

/** How long a statement may take. */
export const STATEMENT_TIMEOUT_MILLISECONDS = 15_000;
/** PostgreSQL ends a slow statement itself; one that says nothing any more is given up a little later. */
export const SILENCE_TIMEOUT_MILLISECONDS = 16_000;
/** Waiting for a connection, a new one or one of the pool. */
export const CONNECT_TIMEOUT_MILLISECONDS = 3_000;
/** Waiting for a row or a submission that somebody else holds: shorter than the deadline of an answer. */
export const LOCK_TIMEOUT_MILLISECONDS = 3_000;
