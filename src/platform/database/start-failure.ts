import { SettingsError } from '../../config';
import { DatabaseRefused } from './check-database';

const EXPLAINED: Record<string, string> = {
  ECONNREFUSED: 'The database does not answer: check that it runs and that DATABASE_URL has its address.',
  ENOTFOUND: 'The host named in DATABASE_URL is not known.',
  ETIMEDOUT: 'The database does not answer in time: check DATABASE_URL and the network.',
  '28P01': 'The database refuses the password in DATABASE_URL.',
  '28000': 'The database refuses the role in DATABASE_URL.',
  '3D000': 'The database named in DATABASE_URL does not exist.',
};

/** Why a process could not start: one line for what a person can mend, the whole trace for what nobody expected. */
export function startFailure(error: unknown): string {
  if (error instanceof SettingsError || error instanceof DatabaseRefused) return error.message;
  const code = codeOf(error);
  const explained = code === undefined ? undefined : EXPLAINED[code];
  if (explained !== undefined) return explained;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A refused connection may come as one error for each address that was tried. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : undefined;
}
