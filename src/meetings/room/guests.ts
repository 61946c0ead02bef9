import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { type FieldProblem, Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { loadItem } from '../load-item';
import { type LoadedMeeting, loadMeeting } from '../load-meeting';
import { MeetingGuest } from './meeting-guest.entity';
import { AttendanceIsClosed } from './record-attendance';
import { refuseSealed } from './refuse-sealed';

export interface NewGuest {
  meetingId: string;
  /** A colleague with an account, or name and organisation in words. */
  userId?: string | null;
  name?: string | null;
  organisation?: string | null;
  /** What they are there for. */
  role: string;
  /** The items they join for; none: the whole meeting. */
  itemIds?: string[];
  hasHeardStatement?: boolean;
}

export interface GuestAddress {
  meetingId: string;
  guestId: string;
  /** The version of the guest the user saw. */
  version: number;
}

/**
 * Writes down who else is in the room: who presents a case, interprets or observes. With the right and within the time of
 * the attendance; after the closing a correction of the minutes says what was wrong. Being named opens nothing.
 */
@Injectable()
export class Guests {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  add(actor: Actor, guest: NewGuest, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.addWithin(tx, guest), submission);
  }

  /** @throws AttendanceIsClosed; Invalid without who, from where and what for; NotFound for an item the actor may not see */
  async addWithin(tx: Transaction, guest: NewGuest): Promise<{ id: string }> {
    const meeting = await this.open(tx, guest.meetingId);
    const { name, organisation, userId } = await whoOf(tx, guest);
    const items = [];
    for (const itemId of new Set(guest.itemIds ?? [])) {
      items.push(await loadItem(tx, { meetingId: meeting.id, itemId }));
    }
    const id = newId();
    await tx.insert(MeetingGuest, {
      id,
      meetingId: meeting.id,
      panelId: meeting.panelId,
      userId,
      name,
      organisation,
      role: guest.role.trim(),
      isWholeMeeting: items.length === 0,
      heardStatementAt: guest.hasHeardStatement ? tx.now : null,
      recordedBy: tx.actor.userId,
      recordedAt: tx.now,
    });
    for (const item of items) {
      await tx.query(
        'INSERT INTO meeting_guest_items (id, guest_id, meeting_id, panel_id, item_id, individual_id) VALUES ($1, $2, $3, $4, $5, $6)',
        [newId(), id, meeting.id, meeting.panelId, item.id, item.individualId],
      );
    }
    await this.audit(tx, meeting, ['name', 'role', 'organisation', 'heardStatementAt']);
    return { id };
  }

  /** Taken off: written down by mistake. @throws NotFound, Stale, AttendanceIsClosed */
  remove(actor: Actor, guest: GuestAddress, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.change(tx, guest, { removedAt: tx.now }), submission);
  }

  /** They heard the confidentiality statement. @throws as above */
  hear(actor: Actor, guest: GuestAddress, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.change(tx, guest, { heardStatementAt: tx.now }), submission);
  }

  private async change(
    tx: Transaction,
    { meetingId, guestId, version }: GuestAddress,
    values: { removedAt: Date } | { heardStatementAt: Date },
  ): Promise<{ id: string }> {
    const meeting = await this.open(tx, meetingId);
    const found = isId(guestId)
      ? await tx.query('SELECT 1 FROM meeting_guests WHERE id = $1 AND meeting_id = $2 AND removed_at IS NULL', [
          guestId,
          meetingId,
        ])
      : [];
    if (found.length === 0) throw new NotFound();
    await tx.change(MeetingGuest, { id: guestId, version }, values);
    await this.audit(tx, meeting, Object.keys(values));
    return { id: guestId };
  }

  private async open(tx: Transaction, meetingId: string): Promise<LoadedMeeting> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'minute', 'Meeting', meeting);
    await refuseSealed(tx, meetingId);
    if (meeting.status !== 'planned') throw new AttendanceIsClosed();
    return meeting;
  }

  private async audit(tx: Transaction, { id }: LoadedMeeting, fields: string[]): Promise<void> {
    await tx.audit({ act: 'meeting.guests_recorded', subjectType: 'meeting', subjectId: id, fields });
  }
}

/** Who it is: a colleague by their account, under the name and agency of today; anybody else in the words given. */
async function whoOf(tx: Transaction, { userId, name, organisation, role }: NewGuest) {
  const problems: FieldProblem[] = [];
  if (role.trim() === '') problems.push({ field: 'role', message: 'Enter what they are there for' });
  const [colleague] =
    userId && isId(userId)
      ? await tx.query<{ name: string; organisation: string }>(
          `SELECT u.display_name AS name, g.name AS organisation FROM users u JOIN agencies g ON g.id = u.agency_id
            WHERE u.id = $1 AND u.status = 'active'`,
          [userId],
        )
      : [];
  if (userId && !colleague) problems.push({ field: 'guestUserId', message: 'Select a colleague from the list' });
  if (!userId && !name?.trim())
    problems.push({ field: 'guestName', message: 'Enter their name, or select a colleague' });
  if (!userId && !organisation?.trim())
    problems.push({ field: 'organisation', message: 'Enter the agency or organisation they come from' });
  if (problems.length > 0) throw new Invalid(problems);
  return {
    userId: colleague ? (userId ?? null) : null,
    name: colleague?.name ?? name?.trim() ?? '',
    organisation: colleague?.organisation ?? organisation?.trim() ?? '',
  };
}
