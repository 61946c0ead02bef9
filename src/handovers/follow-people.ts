import { Injectable, type OnModuleInit } from '@nestjs/common';
import { restrictedRecordsFall } from '../individuals';
import { DomainEvents, type Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { AbsenceRecorded, AccountEnded, isLongAbsence, UserLeftAgency } from '../users';
import { HANDOVER_NOTICE_MADE } from './notices';

/**
 * In the transaction that ends an account, moves a person to another agency or records a long absence, tells those who may hand on what that
 * person holds. The administrator who does it sees no case: the database looks, and answers nothing but ids of notices.
 */
@Injectable()
export class FollowPeople implements OnModuleInit {
  constructor(private readonly events: DomainEvents) {}

  onModuleInit(): void {
    this.events.on(AccountEnded, (tx, { userId }) => personGone(tx, userId));
    this.events.on(UserLeftAgency, (tx, { userId }) => personGone(tx, userId));
    this.events.on(AbsenceRecorded, async (tx, { userId, startsOn, endsOn }) => {
      if (isLongAbsence(startsOn, endsOn)) await tellOfPersonAway(tx, userId, endsOn);
    });
  }
}

async function personGone(tx: Transaction, userId: string): Promise<void> {
  await restrictedRecordsFall(tx, userId);
  await tellOfPersonGone(tx, userId);
}

async function tellOfPersonGone(tx: Transaction, userId: string): Promise<void> {
  const [told] = await tx.query<{ ids: string[] }>('SELECT tell_of_person_gone($1, $2) AS ids', [userId, tx.now]);
  await announce(tx, told?.ids);
}

async function tellOfPersonAway(tx: Transaction, userId: string, until: Day | null): Promise<void> {
  const [told] = await tx.query<{ ids: string[] }>('SELECT tell_of_person_away($1, $2, $3) AS ids', [
    userId,
    tx.now,
    until,
  ]);
  await announce(tx, told?.ids);
}

async function announce(tx: Transaction, ids: string[] = []): Promise<void> {
  for (const id of ids) await tx.announce(HANDOVER_NOTICE_MADE, id);
}
