import { Refusal } from '../../shared/errors';

/** The act could not be written down, so it did not happen: nothing is shown and nothing is saved. */
export class AuditUnavailable extends Refusal {
  readonly status = 503;
  readonly code = 'audit-unavailable';

  constructor(options: { cause: unknown }) {
    super(
      'The service cannot record what is done in it just now, so nothing was shown or saved. Try again in a minute.',
    );
    this.cause = options.cause;
  }
}

/** Values PostgreSQL cannot read are about what was asked; they are refused as such, not as a fault of the audit. */
const UNREADABLE_VALUE = /^22/;
/** The connection, a timeout or an earlier statement of the same transaction failed: the audit is not to blame. */
const NOT_OURS = /^(08|25|57|53|55|40)/;

/** What an error of the audit's own INSERT becomes. */
export function auditFailure(error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || UNREADABLE_VALUE.test(code) || NOT_OURS.test(code)) return error;
  return new AuditUnavailable({ cause: error });
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const source: unknown = 'driverError' in error ? error.driverError : error;
  if (typeof source !== 'object' || source === null || !('code' in source)) return undefined;
  return typeof source.code === 'string' && /^[0-9A-Z]{5}$/.test(source.code) ? source.code : undefined;
}
