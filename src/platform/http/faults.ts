import { HttpException } from '@nestjs/common';
import { codeOf } from '../../shared/describe-fault';
import { Conflict, Invalid, Refusal, Stale } from '../../shared/errors';

/** Values PostgreSQL cannot read: a number, day, id or character that no check in front of it refused. */
const UNREADABLE = ['22P02', '22003', '22007', '22008', '22021', '22P05'];
/** The same thing was recorded a moment before: unique and exclusion constraints hold the rule when two are quick. */
const ALREADY_THERE = ['23505', '23P01'];
/**
 * PostgreSQL cannot do it now: full of connections, memory or disk (53), stopped or stopping a statement (57), a lock that
 * did not come (55P03), two in each other's way (40), the connection lost (08), the disk failing (58).
 */
const NOT_NOW = /^(53...|57...|55P03|40001|40P01|08...|58...)$/;
/** The same from the driver or the network, which have no SQL code. */
const NOT_NOW_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];
const NOT_NOW_WORDS =
  /timeout exceeded when trying to connect|ECONNREFUSED|Connection terminated|Query read timeout|is not queryable|Client was closed|connection is closed/i;

class AlreadyThere extends Conflict {
  constructor() {
    super('This was already recorded, perhaps by someone else a moment ago. Look at the record as it is now.');
  }
}

export function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const code = codeOf(error) ?? '';
  if (code === 'TC001') return new Stale();
  if (ALREADY_THERE.includes(code)) return new AlreadyThere();
  if (UNREADABLE.includes(code)) return new Invalid([], 'We could not read what was sent. Check it and try again.');
  return undefined;
}

/** The user is told politely, and we are told that a check of ours is missing. */
export const isMissedCheck = (error: unknown): boolean =>
  [...UNREADABLE, ...ALREADY_THERE].includes(codeOf(error) ?? '');

/** Errors of Express and its parsers carry a status; those of the database a code. */
export function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (isNotNow(error)) return 503;
  if (typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number')
    return error.status;
  return undefined;
}

function isNotNow(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined && (NOT_NOW.test(code) || NOT_NOW_CODES.includes(code))) return true;
  if (error instanceof AggregateError) return error.errors.some(isNotNow);
  return error instanceof Error && NOT_NOW_WORDS.test(error.message);
}
