import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keys that are not in the database, derived from a setting: one seals the seeds, one makes the keyed hashes. */
@Injectable()
export class FactorKeys {
  private readonly sealing: Buffer;
  private readonly hashing: Buffer;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.sealing = derived(settings.factorSecret, 'second factor seeds');
    this.hashing = derived(settings.factorSecret, 'recovery codes and counts of tries');
  }

  /** AES-256-GCM, bound to whose it is: a seed copied to another person's row does not open. */
  seal(content: Buffer, userId: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.sealing, iv).setAAD(Buffer.from(userId));
    const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error when one bit is not as it was sealed, or it is another person's */
  open(sealed: Buffer, userId: string): Buffer {
    const iv = sealed.subarray(0, IV_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.sealing, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(userId)).setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  }

  hash(...parts: string[]): Buffer {
    return createHmac('sha256', this.hashing).update(JSON.stringify(parts)).digest();
  }
}

const derived = (secret: string, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
