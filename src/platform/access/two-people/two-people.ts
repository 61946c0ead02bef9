import { Injectable } from '@nestjs/common';
import { newId } from '../../../shared/ids';
import type { Transaction } from '../../database';
import { AccessRules } from '../access-rules';
import { AlreadyAsked, NothingToAgreeTo, SamePerson } from './two-people.errors';
import { TwoPersonRequest } from './two-person-request.entity';

/** What may be done by nobody alone. A new act needs its two rights in the policy of its record. */
export const TWO_PERSON_ACTS = ['lift_restriction'] as const;
export type TwoPersonAct = (typeof TWO_PERSON_ACTS)[number];

/** So long an asked-for act waits for the second person. */
export const DAYS_TO_AGREE = 7;

/** The record an act is about, as its policy knows it. */
export interface TwoPersonSubject {
  kind: string;
  id: string;
  individualId: string | null;
  record: object;
}

export interface WaitingRequest {
  id: string;
  reason: string;
  askedBy: string;
  askedAt: Date;
  expiresAt: Date;
  version: number;
}

/**
 * Acts that matter are asked for by one person and agreed to by another: never the same one, never somebody of no right
 * (`ask_<act>` and `agree_<act>` of the record's policy), never after the time has run out. The act itself is the caller's, in the
 * same transaction as the agreement, so that no agreement is used twice. The database holds the rule of two as well.
 */
@Injectable()
export class TwoPeople {
  constructor(private readonly rules: AccessRules) {}

  /** @throws AlreadyAsked while another request for the same act waits */
  async ask(tx: Transaction, act: TwoPersonAct, subject: TwoPersonSubject, reason: string): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, `ask_${act}`, subject.kind, subject.record);
    const waiting = await latest(tx, act, subject);
    if (waiting && waiting.expiresAt > tx.now) throw new AlreadyAsked();
    if (waiting) await decide(tx, waiting, 'expired');
    const id = newId();
    await tx.insert(TwoPersonRequest, {
      id,
      act,
      subjectId: subject.id,
      individualId: subject.individualId,
      reason,
      askedBy: tx.actor.userId,
      askedAt: tx.now,
      expiresAt: new Date(tx.now.getTime() + DAYS_TO_AGREE * 86_400_000),
    });
    await audit(tx, `${act}.asked`, subject, id, reason);
    return { id };
  }

  /**
   * @returns who asked, and why: the caller does the act now
   * @throws SamePerson, NothingToAgreeTo
   */
  async agree(tx: Transaction, act: TwoPersonAct, subject: TwoPersonSubject): Promise<WaitingRequest> {
    this.rules.ensureMay(tx.actor, `agree_${act}`, subject.kind, subject.record);
    const waiting = await this.waiting(tx, act, subject);
    if (!waiting) throw new NothingToAgreeTo();
    if (waiting.askedBy === tx.actor.userId) throw new SamePerson();
    await decide(tx, waiting, 'agreed');
    await audit(tx, `${act}.agreed`, subject, waiting.id);
    return waiting;
  }

  /** Takes the request back: whoever asked, or whoever may agree and does not. @throws NothingToAgreeTo */
  async withdraw(tx: Transaction, act: TwoPersonAct, subject: TwoPersonSubject): Promise<void> {
    const waiting = await this.waiting(tx, act, subject);
    if (!waiting) throw new NothingToAgreeTo();
    if (waiting.askedBy !== tx.actor.userId) {
      this.rules.ensureMay(tx.actor, `agree_${act}`, subject.kind, subject.record);
    }
    await decide(tx, waiting, 'withdrawn');
    await audit(tx, `${act}.withdrawn`, subject, waiting.id);
  }

  /** The request that waits for a second person, if there is one and its time has not run out. Locked. */
  async waiting(tx: Transaction, act: TwoPersonAct, subject: TwoPersonSubject): Promise<WaitingRequest | undefined> {
    const request = await latest(tx, act, subject);
    return request && request.expiresAt > tx.now ? request : undefined;
  }
}

async function latest(
  tx: Transaction,
  act: TwoPersonAct,
  { id }: TwoPersonSubject,
): Promise<WaitingRequest | undefined> {
  const [row] = await tx.query<WaitingRequest>(
    `SELECT id, reason, asked_by AS "askedBy", asked_at AS "askedAt", expires_at AS "expiresAt", version
       FROM two_person_requests WHERE act = $1 AND subject_id = $2 AND status = 'waiting' FOR UPDATE`,
    [act, id],
  );
  return row;
}

const decide = (
  tx: Transaction,
  { id, version }: WaitingRequest,
  status: 'agreed' | 'withdrawn' | 'expired',
): Promise<void> =>
  tx.change(TwoPersonRequest, { id, version }, { status, decidedBy: tx.actor.userId, decidedAt: tx.now });

const audit = (tx: Transaction, act: string, subject: TwoPersonSubject, id: string, reason?: string): Promise<void> =>
  tx.audit({
    act,
    subjectType: 'two_person_request',
    subjectId: id,
    ...(subject.individualId === null ? {} : { individualId: subject.individualId }),
    ...(reason === undefined ? {} : { reason }),
  });
