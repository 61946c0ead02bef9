import { types } from 'pg';

// Days stay ISO strings (a Date would move them across midnight) and counts become numbers.
types.setTypeParser(types.builtins.DATE, (value) => value);
types.setTypeParser(types.builtins.INT8, (value) => Number(value));

/** A query that hangs gives up in time for the request to answer 503. */
export const STATEMENT_TIMEOUT_MILLISECONDS = 15_000;
export const CONNECT_TIMEOUT_MILLISECONDS = 5_000;
