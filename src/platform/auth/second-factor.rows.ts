import type { Transaction } from '../database';

/** A second factor as its owner sees it in a list. */
export interface FactorRow {
  id: string;
  kind: 'totp' | 'passkey';
  name: string;
  added_at: Date;
  last_used_at: Date | null;
}

export interface AppRow {
  id: string;
  sealed_seed: Buffer;
}

export interface PasskeyRow {
  id: string;
  credential_id: string;
  public_key: Buffer;
  sign_count: string;
  transports: string[];
}

export const FACTORS_SQL = `SELECT id, kind, name, added_at, last_used_at FROM second_factors
  WHERE user_id = $1 AND removed_at IS NULL ORDER BY added_at, id`;
export const CODES_LEFT_SQL = `SELECT count(*)::integer AS left FROM recovery_codes
  WHERE user_id = $1 AND used_at IS NULL AND replaced_at IS NULL`;

export const factorsOf = (tx: Transaction): Promise<FactorRow[]> => tx.query(FACTORS_SQL, [tx.actor.userId]);

export const appsOf = (tx: Transaction): Promise<AppRow[]> =>
  tx.query(`SELECT id, sealed_seed FROM second_factors WHERE user_id = $1 AND kind = 'totp' AND removed_at IS NULL`, [
    tx.actor.userId,
  ]);

export const passkeysOf = (tx: Transaction): Promise<PasskeyRow[]> =>
  tx.query(
    `SELECT id, credential_id, public_key, sign_count, transports FROM second_factors
      WHERE user_id = $1 AND kind = 'passkey' AND removed_at IS NULL ORDER BY added_at`,
    [tx.actor.userId],
  );

/**
 * Marks a code's step as spent, if it was not: compare-and-set, so that of two requests with one code one gets in
 * (ASVS 5.0 V6.5.1). Earlier steps are spent with it.
 */
export async function spendStep(tx: Transaction, factorId: string, step: number): Promise<boolean> {
  const rows = await updated(
    tx,
    `UPDATE second_factors SET last_step = $2, last_used_at = $3
      WHERE id = $1 AND removed_at IS NULL AND (last_step IS NULL OR last_step < $2) RETURNING id`,
    [factorId, step, tx.now],
  );
  return rows === 1;
}

export async function spendRecoveryCode(tx: Transaction, codeHash: Buffer): Promise<boolean> {
  const rows = await updated(
    tx,
    `UPDATE recovery_codes SET used_at = $3
      WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL AND replaced_at IS NULL RETURNING id`,
    [tx.actor.userId, codeHash, tx.now],
  );
  return rows === 1;
}

/** Of an UPDATE … RETURNING TypeORM gives the rows and their number. */
export async function updated(tx: Transaction, text: string, values: unknown[]): Promise<number> {
  const [, count] = await tx.query<unknown>(text, values);
  return typeof count === 'number' ? count : 0;
}

/** Whoever else is signed in as this person is not, from now on: pages, and tokens that a sign-in gave. */
export async function endSignIns(tx: Transaction): Promise<void> {
  await tx.query('DELETE FROM sessions WHERE user_id = $1', [tx.actor.userId]);
  await tx.query(
    `UPDATE access_tokens SET ended_at = $2 WHERE user_id = $1 AND kind = 'session' AND ended_at IS NULL`,
    [tx.actor.userId, tx.now],
  );
}
