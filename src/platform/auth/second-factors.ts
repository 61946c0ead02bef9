import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { Conflict, Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { type Actor, hasRole } from '../access';
import { Reader, type Submission, type Transaction, Transactions } from '../database';
import { newRecoveryCode, readRecoveryCode, RECOVERY_CODES } from './domain/recovery-code';
import { stepOfCode } from './domain/time-code';
import { FactorKeys } from './second-factor-keys';
import {
  appsOf,
  CODES_LEFT_SQL,
  endSignIns,
  type FactorRow,
  FACTORS_SQL,
  factorsOf,
  spendRecoveryCode,
  spendStep,
  updated,
} from './second-factor.rows';

/** What somebody set up. */
export interface OwnFactors {
  factors: FactorRow[];
  codesLeft: number;
}

/** `first`: given by somebody who has shown only the password, and so may not add to what is there. */
export type FactorPlace = 'first' | 'another';

/** What an administrator does for somebody who lost their second factor, and why. */
export interface FactorReset {
  userId: string;
  reason: string;
}

/** There is no factor, so the next sign-in already asks to set one up. */
export class NothingToReset extends Conflict {
  constructor() {
    super('This person has no second factor. They are asked to set one up when they next sign in.');
  }
}

/** The code was not right, so the factor is not set up. */
export const WRONG_CODE = 'Enter the 6-digit code that your app shows now';

/** Second factors: an authenticator app, passkeys (passkeys.ts), and ten recovery codes for when they are lost. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly transactions: Transactions,
    private readonly reader: Reader,
    private readonly keys: FactorKeys,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Everybody, but for the fictional people of a demonstration: their addresses end where no mail can be sent (RFC 2606). */
  isNeededBy(actor: Pick<Actor, 'email'>): boolean {
    return !(this.settings.isDemonstration && /\.example$/i.test(actor.email));
  }

  async of(actor: Actor): Promise<OwnFactors> {
    const [factors, [codes]] = await this.reader.read<[FactorRow, { left: number }]>(
      actor,
      undefined,
      { name: 'own-factors', text: FACTORS_SQL, values: [actor.userId] },
      { name: 'own-codes-left', text: CODES_LEFT_SQL, values: [actor.userId] },
    );
    return { factors, codesLeft: codes?.left ?? 0 };
  }

  /** Takes a code of the app, or a recovery code, once. Who calls has counted the try. */
  spend(actor: Actor, code: string): Promise<boolean> {
    return this.transactions.act(actor, async (tx) => {
      for (const app of await appsOf(tx)) {
        const step = stepOfCode(this.keys.open(app.sealed_seed, actor.userId), code, tx.now);
        if (step !== undefined && (await spendStep(tx, app.id, step))) return true;
      }
      const recovery = readRecoveryCode(code);
      if (recovery === undefined || !(await spendRecoveryCode(tx, this.hashOf(actor, recovery)))) return false;
      await tx.audit({ act: 'second_factor.recovery_code_used', subjectType: 'user', subjectId: actor.userId });
      await tx.announce('account.recovery_code_used', actor.userId);
      return true;
    });
  }

  /**
   * Sets up an authenticator app; the code shows that the app has the seed.
   * @returns the recovery codes, when this is the first factor: shown once
   * @throws Invalid for a wrong code, Conflict when there is an app already, or any factor where it must be the first
   */
  addApp(actor: Actor, seed: Buffer, code: string, place: FactorPlace): Promise<string[]> {
    return this.transactions.act(actor, async (tx) => {
      const step = stepOfCode(seed, code, tx.now);
      if (step === undefined) throw new Invalid([{ field: 'code', message: WRONG_CODE }]);
      if ((await appsOf(tx)).length > 0) throw new Conflict('You have an authenticator app. Remove it first.');
      return this.adding(tx, place, async (id) => {
        await tx.query(
          `INSERT INTO second_factors (id, user_id, kind, name, sealed_seed, last_step, added_at, last_used_at)
           VALUES ($1, $2, 'totp', 'Authenticator app', $3, $4, $5, $5)`,
          [id, actor.userId, this.keys.seal(seed, actor.userId), step, tx.now],
        );
      });
    });
  }

  /** Audit, mail and the end of other sign-ins go with every new factor; the first one brings recovery codes. */
  async adding(tx: Transaction, place: FactorPlace, insert: (id: string) => Promise<void>): Promise<string[]> {
    // Two at the same moment wait here: the second of them is not the first.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`second factors ${tx.actor.userId}`]);
    const isFirst = (await factorsOf(tx)).length === 0;
    if (place === 'first' && !isFirst) throw new Conflict('You have a second factor. Sign in again with it.');
    const id = newId();
    await insert(id);
    await tx.audit({ act: 'second_factor.added', subjectType: 'second_factor', subjectId: id });
    await tx.announce('account.factor_added', tx.actor.userId);
    await endSignIns(tx);
    return isFirst ? this.replaceCodes(tx) : [];
  }

  /** @throws NotFound, Conflict for the last one of somebody who must have one */
  remove(actor: Actor, id: string): Promise<void> {
    return this.transactions.act(actor, async (tx) => {
      // Two removals at the same moment must not leave nothing: the rows are held first.
      const factors = await tx.query<{ id: string }>(
        'SELECT id FROM second_factors WHERE user_id = $1 AND removed_at IS NULL ORDER BY id FOR UPDATE',
        [actor.userId],
      );
      if (!factors.some((factor) => factor.id === id)) throw new NotFound();
      if (factors.length === 1 && this.isNeededBy(actor)) throw new Conflict(LAST_ONE);
      await updated(tx, 'UPDATE second_factors SET removed_at = $2 WHERE id = $1 RETURNING id', [id, tx.now]);
      await tx.audit({ act: 'second_factor.removed', subjectType: 'second_factor', subjectId: id });
      await tx.announce('account.factor_removed', actor.userId);
      await endSignIns(tx);
    });
  }

  /** Ten new ones; those of before are worth nothing. */
  newCodes(actor: Actor): Promise<string[]> {
    return this.transactions.act(actor, async (tx) => {
      await tx.audit({ act: 'second_factor.codes_made', subjectType: 'user', subjectId: actor.userId });
      await tx.announce('account.codes_made', actor.userId);
      await endSignIns(tx);
      return this.replaceCodes(tx);
    });
  }

  /**
   * For a person who lost the telephone and the codes: an administrator removes everything, and the next sign-in asks to
   * set up a new factor. Every session and token ends with it: the telephone may be in other hands.
   * @throws NotFound for anyone but an administrator and for oneself, NothingToReset
   */
  reset(administrator: Actor, { userId, reason }: FactorReset, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      administrator,
      async (tx) => {
        if (!hasRole(tx.actor, 'administrator') || !isId(userId) || userId === tx.actor.userId) throw new NotFound();
        const [removed] = await tx.query<{ reset: number }>('SELECT reset_second_factors($1, $2) AS reset', [
          userId,
          tx.now,
        ]);
        if (!removed || removed.reset === 0) throw new NothingToReset();
        await tx.query('SELECT end_access_of($1, $2)', [userId, tx.now]);
        await tx.audit({ act: 'second_factor.reset', subjectType: 'user', subjectId: userId, reason });
        await tx.announce('account.factors_reset', userId);
        return { id: userId };
      },
      submission,
    );
  }

  private async replaceCodes(tx: Transaction): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    const userId = tx.actor.userId;
    await tx.query(
      'UPDATE recovery_codes SET replaced_at = $2 WHERE user_id = $1 AND used_at IS NULL AND replaced_at IS NULL',
      [userId, tx.now],
    );
    const hashes = codes.map((code) => this.hashOf(tx.actor, readRecoveryCode(code) ?? ''));
    await tx.query(
      `INSERT INTO recovery_codes (id, user_id, code_hash, made_at)
       SELECT id, $2, code_hash, $4 FROM unnest($1::uuid[], $3::bytea[]) AS made (id, code_hash)`,
      [codes.map(() => newId()), userId, hashes, tx.now],
    );
    return codes;
  }

  private hashOf(actor: Actor, recovery: string): Buffer {
    return this.keys.hash('recovery', actor.userId, recovery);
  }
}

const LAST_ONE = 'This is your only second factor. Set up another one before you remove it.';
