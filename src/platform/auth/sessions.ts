import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { NotFound } from '../../shared/errors';
import type { Actor } from '../access';
import { type Transaction, Transactions } from '../database';
import { KnownDevices } from './known-devices';

/** One place somebody is signed in: a browser, or a program that signed in over the API with the password. */
export interface OwnSession {
  id: string;
  kind: 'browser' | 'api';
  device: string;
  startedAt: Date;
  lastUsedAt: Date;
  endsAt: Date;
  isThisOne: boolean;
}

/** What asks: its session, and what its browser is known by. */
export interface ThisBrowser {
  sid: string;
  devices: readonly string[];
}

/** Where a person is signed in. Each sees and ends their own and nobody else's. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly transactions: Transactions,
    private readonly devices: KnownDevices,
  ) {}

  list(actor: Actor, currentSid: string): Promise<OwnSession[]> {
    return this.transactions.act(actor, (tx) =>
      tx.query<OwnSession>(
        `SELECT id, 'browser' AS kind, coalesce(device, 'A browser we do not know') AS device, started_at AS "startedAt",
                last_used_at AS "lastUsedAt", least(expire, ends_at) AS "endsAt", sid = $3 AS "isThisOne"
           FROM sessions WHERE user_id = $1 AND expire > $2 AND ends_at > $2
         UNION ALL
         SELECT id, 'api', 'A program, over the API', created_at, coalesce(last_used_at, created_at), expires_at, false
           FROM access_tokens WHERE user_id = $1 AND kind = 'session' AND ended_at IS NULL AND expires_at > $2
         ORDER BY 7 DESC, 5 DESC, 1`,
        [actor.userId, tx.now, storedSid(currentSid)],
      ),
    );
  }

  /** No other browser is known any more either: which of them it was is not kept. @throws NotFound for one that is not the actor's or has ended */
  async end(actor: Actor, id: string, { devices }: ThisBrowser): Promise<void> {
    await this.transactions.act(actor, async (tx) => {
      const ended = (await deleteSessions(tx, { id })) + (await endTokens(tx, id));
      if (ended === 0) throw new NotFound();
      await this.devices.forgetOthers(tx, devices);
      await tx.audit({ act: 'session.ended', subjectType: 'user', subjectId: actor.userId });
    });
  }

  /** Ends all but the one that asks, programs too. Tokens of integrations have names and are ended one by one. */
  async endOthers(actor: Actor, { sid: currentSid, devices }: ThisBrowser): Promise<number> {
    return this.transactions.act(actor, async (tx) => {
      const sid = storedSid(currentSid);
      const ended = (await deleteSessions(tx, { butSid: sid })) + (await endTokens(tx, undefined));
      await this.devices.forgetOthers(tx, devices);
      await tx.audit({ act: 'session.others_ended', subjectType: 'user', subjectId: actor.userId });
      return ended;
    });
  }
}

/** As the session store keeps it. */
const storedSid = (sid: string): string => createHash('sha256').update(sid).digest('hex');

/** One of the actor's by its id, or all but one by its stored id. */
interface Which {
  id?: string;
  butSid?: string;
}

async function deleteSessions(tx: Transaction, { id, butSid }: Which): Promise<number> {
  const [, count] = await tx.manager.query<[unknown, number]>(
    'DELETE FROM sessions WHERE user_id = $1 AND ($2::uuid IS NULL OR id = $2) AND ($3::text IS NULL OR sid <> $3)',
    [tx.actor.userId, id ?? null, butSid ?? null],
  );
  return count;
}

async function endTokens(tx: Transaction, id: string | undefined): Promise<number> {
  const [, count] = await tx.manager.query<[unknown, number]>(
    `UPDATE access_tokens SET ended_at = $3, ended_by = $1
      WHERE user_id = $1 AND kind = 'session' AND ended_at IS NULL AND ($2::uuid IS NULL OR id = $2)`,
    [tx.actor.userId, id ?? null, tx.now],
  );
  return count;
}
