import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { BuildAgenda, lastPlaceAt, placesOf } from './build-agenda';
import { MeetingItem } from './meeting-item.entity';
import { AlreadyListed, MeetingNotOpen } from './meeting.errors';
import { loadMeeting, lockAgenda } from './load-meeting';

/** Which case: its id, or the reference people say to each other. */
export type CaseToList = { individualId: string } | { reference: string };

/** Puts a case on the agenda that the rules did not. It must be in the panel's cohort, or accepted and waiting for its decision, and within the actor's sight. */
@Injectable()
export class AddItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly buildAgenda: BuildAgenda,
  ) {}

  run(actor: Actor, asked: { meetingId: string } & CaseToList, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, asked), submission);
  }

  /** @throws AlreadyListed, MeetingNotOpen; Invalid alike for a case that is not there, not the panel's or not visible */
  async within(tx: Transaction, asked: { meetingId: string } & CaseToList): Promise<{ id: string }> {
    const meeting = await loadMeeting(tx, asked.meetingId);
    this.rules.ensureMay(tx.actor, 'add_item', 'Meeting', meeting);
    if (meeting.status !== 'planned') throw new MeetingNotOpen();
    await lockAgenda(tx, meeting.id);
    const { id: individualId, reason } = await findCase(tx, meeting.panelId, asked);
    const places = await placesOf(tx, meeting.id);
    if (places.some((place) => place.individualId === individualId)) throw new AlreadyListed();
    const position = (await lastPlaceAt(tx, meeting.id)) + 1;
    const id = await this.list(tx, { meetingId: meeting.id, panelId: meeting.panelId, individualId, reason, position });
    await tx.audit({ act: 'meeting_item.added', subjectType: 'meeting_item', subjectId: id, individualId });
    await this.buildAgenda.putInOrder(tx, meeting);
    return { id };
  }

  /** Who was taken off, the cohort decision being made, has their place again, as the last. */
  private async list(tx: Transaction, place: Place): Promise<string> {
    const { meetingId, individualId, reason, position } = place;
    const [before] = await tx.query<{ id: string; version: number }>(
      'SELECT id, version FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2 AND taken_off_on IS NOT NULL',
      [meetingId, individualId],
    );
    if (before) {
      await tx.change(MeetingItem, before, { takenOffOn: null, status: 'listed', reason, position });
      return before.id;
    }
    const id = newId();
    await tx.insert(MeetingItem, { id, ...place, createdAt: tx.now });
    return id;
  }
}

type Place = Pick<MeetingItem, 'meetingId' | 'panelId' | 'individualId' | 'reason' | 'position'>;

async function findCase(
  tx: Transaction,
  panelId: string,
  asked: CaseToList,
): Promise<Pick<MeetingItem, 'id' | 'reason'>> {
  const [column, value] = 'individualId' in asked ? ['id', asked.individualId] : ['reference', asked.reference];
  const [found] = await tx.query<Pick<MeetingItem, 'id' | 'reason'>>(
    `SELECT i.id, CASE WHEN m.id IS NULL THEN 'cohort_decision' ELSE 'added' END AS reason FROM individuals i
       LEFT JOIN cohort_memberships m ON m.individual_id = i.id AND m.panel_id = $1 AND m.ended_on IS NULL
      WHERE (m.id IS NOT NULL OR EXISTS (SELECT 1 FROM cohort_decisions_owed d WHERE d.individual_id = i.id AND d.panel_id = $1)) AND (($2 = 'id' AND i.id::text = lower($3)) OR ($2 = 'reference' AND i.reference = upper($3)))
        AND i.access_keys && $4::uuid[]`,
    [panelId, column, value.trim(), tx.actor.accessKeys],
  );
  const message =
    'We cannot find that case in this panel’s cohort. Check the reference, for example TC-2026-0042. A case of another panel comes here by an escalation or a transfer';
  if (!found) throw new Invalid([{ field: column === 'id' ? 'individualId' : 'reference', message }]);
  return found;
}
