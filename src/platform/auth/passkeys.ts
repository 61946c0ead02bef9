import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { Invalid } from '../../shared/errors';
import type { Actor } from '../access';
import { Transactions } from '../database';
import { readAssertion, readRegistration } from './passkey-answers';
import { passkeysOf, updated } from './second-factor.rows';
import { type FactorPlace, SecondFactors } from './second-factors';

/** What the browser is asked, as JSON for its script, and the challenge to remember until it answers. */
export interface PasskeyQuestion {
  options: string;
  challenge: string;
}

/** What the browser answered to a question of ours, and what the person calls it. */
export interface NewPasskey {
  challenge: string;
  answer: string;
  name: string;
  place: FactorPlace;
}

const MOST_PASSKEYS = 10;

/** Loaded when a passkey is first used: four hundred modules that most processes never need. */
const webAuthn = () => import('@simplewebauthn/server');

/** Passkeys as a second factor (WebAuthn): bound to our address, so that a copied page gets nothing. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly factors: SecondFactors,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Asks the browser to make one. */
  async askForNew(actor: Actor): Promise<PasskeyQuestion> {
    const known = await this.transactions.act(actor, passkeysOf);
    const { generateRegistrationOptions } = await webAuthn();
    const options = await generateRegistrationOptions({
      rpName: 'Tertiary cohort',
      rpID: this.host,
      userName: actor.email,
      userDisplayName: actor.displayName,
      userID: new Uint8Array(Buffer.from(actor.userId)),
      attestationType: 'none',
      excludeCredentials: known.map((passkey) => ({ id: passkey.credential_id })),
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
    });
    return { options: JSON.stringify(options), challenge: options.challenge };
  }

  /** @returns recovery codes when it is the first factor @throws Invalid when the answer does not fit the question */
  async add(actor: Actor, { challenge, answer, name, place }: NewPasskey): Promise<string[]> {
    const { verifyRegistrationResponse } = await webAuthn();
    const response = readRegistration(answer);
    const made = response
      ? await verifyRegistrationResponse({
          response,
          expectedChallenge: challenge,
          expectedOrigin: this.origin,
          expectedRPID: this.host,
          requireUserVerification: false,
        }).catch(() => undefined)
      : undefined;
    if (!made?.verified) throw new Invalid([{ field: 'name', message: 'The passkey could not be made. Try again' }]);
    const { id: credentialId, publicKey, counter, transports } = made.registrationInfo.credential;
    return this.transactions.act(actor, async (tx) => {
      if ((await passkeysOf(tx)).length >= MOST_PASSKEYS) {
        throw new Invalid([{ field: 'name', message: `Remove a passkey first: the most is ${MOST_PASSKEYS}` }]);
      }
      return this.factors.adding(tx, place, async (id) => {
        await tx.query(
          `INSERT INTO second_factors (id, user_id, kind, name, credential_id, public_key, sign_count, transports, added_at)
           VALUES ($1, $2, 'passkey', $3, $4, $5, $6, $7, $8)`,
          [id, actor.userId, name, credentialId, Buffer.from(publicKey), counter, transports ?? [], tx.now],
        );
      });
    });
  }

  /** Asks the browser for one of this person's; undefined when there is none. */
  async ask(actor: Actor): Promise<PasskeyQuestion | undefined> {
    const known = await this.transactions.act(actor, passkeysOf);
    if (known.length === 0) return undefined;
    const { generateAuthenticationOptions } = await webAuthn();
    const options = await generateAuthenticationOptions({
      rpID: this.host,
      userVerification: 'preferred',
      allowCredentials: known.map((passkey) => ({ id: passkey.credential_id })),
    });
    return { options: JSON.stringify(options), challenge: options.challenge };
  }

  /** Whether the answer is of one of this person's passkeys and to this very question. Who calls has counted the try. */
  async check(actor: Actor, challenge: string, answer: string): Promise<boolean> {
    const { verifyAuthenticationResponse } = await webAuthn();
    return this.transactions.act(actor, async (tx) => {
      const response = readAssertion(answer);
      const passkey = (await passkeysOf(tx)).find((known) => known.credential_id === response?.id);
      if (!response || !passkey) return false;
      const checked = await verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: this.origin,
        expectedRPID: this.host,
        requireUserVerification: false,
        credential: {
          id: passkey.credential_id,
          publicKey: new Uint8Array(passkey.public_key),
          counter: Number(passkey.sign_count),
        },
      }).catch(() => undefined);
      if (!checked?.verified) return false;
      const count = checked.authenticationInfo.newCounter;
      // A counter that goes back is a copied key; many passkeys never count and stay at 0.
      const changed = await updated(
        tx,
        `UPDATE second_factors SET sign_count = $2, last_used_at = $3
          WHERE id = $1 AND removed_at IS NULL AND (sign_count < $2 OR (sign_count = 0 AND $2 = 0)) RETURNING id`,
        [passkey.id, count, tx.now],
      );
      return changed === 1;
    });
  }

  private get host(): string {
    return new URL(this.settings.baseUrl).hostname;
  }

  private get origin(): string {
    return new URL(this.settings.baseUrl).origin;
  }
}
