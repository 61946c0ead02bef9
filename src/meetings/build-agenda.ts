import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { newId } from '../shared/ids';
import { bringLinkedPlaces, bringTopicsBack } from './business/bring-topics';
import { agendaCandidates, agendaQuestion, listOutOfSight } from './agenda-candidates';
import { type AgendaCandidate, type AgendaReason, agendaReason, inOrderOfBusiness } from './domain/agenda';
import { MeetingItem } from './meeting-item.entity';
import { MeetingNotOpen } from './meeting.errors';
import { landEscalations } from './escalations/land-escalations';
import { type LoadedMeeting, loadMeeting, lockAgenda } from './load-meeting';

export interface Place {
  id: string;
  /** Null for a case the actor may not see. */
  individualId: string | null;
  /** What everybody calls it by. */
  number: number;
  /** What it stands by; of a place that is out of sight its number. Restricted people are numbered after all others, wherever they stand. */
  position: number;
  isRestricted: boolean;
  /** Null as well, where nothing is told of the place but its number. */
  status: string | null;
  version: number | null;
}

/**
 * Lists the cases of the panel's cohort that this meeting must see, also those that whoever makes the agenda may not see, with the locations and themes that come by themselves. Safe to repeat: a case is listed once, what was
 * decided stays as it is, and numbers stay once the coordinator has set an order or the meeting has been opened.
 */
@Injectable()
export class BuildAgenda {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, asked: { meetingId: string }, submission?: Submission): Promise<{ added: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, asked), submission);
  }

  async within(tx: Transaction, { meetingId }: { meetingId: string }): Promise<{ added: number }> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'build_agenda', 'Meeting', meeting);
    return this.make(tx, meeting);
  }

  /** What closing a meeting brings with it, by whoever may close it. */
  async make(tx: Transaction, meeting: LoadedMeeting): Promise<{ added: number }> {
    const meetingId = meeting.id;
    if (meeting.status !== 'planned') throw new MeetingNotOpen();
    await landEscalations(tx, meeting.panelId);
    await bringTopicsBack(tx, meeting.panelId);
    await lockAgenda(tx, meetingId);
    await bringLinkedPlaces(tx, meeting);
    const question = await agendaQuestion(tx, meeting);
    const candidates = inOrderOfBusiness(await agendaCandidates(tx, meeting));
    const owed = candidates.flatMap((candidate) => {
      const reason = candidate.isListed ? null : agendaReason(candidate, question);
      return reason === null ? [] : [{ ...candidate, reason }];
    });
    const added = owed.filter(({ isInSight }) => isInSight);
    await this.insert(tx, meeting, added);
    await listOutOfSight(
      tx,
      meetingId,
      owed.filter(({ isInSight }) => !isInSight),
    );
    await renumberUnlessFixed(tx, meeting, candidates);
    await tx.audit({ act: 'meeting.agenda_built', subjectType: 'meeting', subjectId: meetingId });
    return { added: added.length };
  }

  /** In the order of business again, after a case came by hand; the caller holds the agenda's lock. */
  async putInOrder(tx: Transaction, meeting: LoadedMeeting): Promise<void> {
    await renumberUnlessFixed(tx, meeting, inOrderOfBusiness(await agendaCandidates(tx, meeting)));
  }

  private async insert(
    tx: Transaction,
    meeting: LoadedMeeting,
    added: { individualId: string; reason: AgendaReason }[],
  ): Promise<void> {
    if (added.length === 0) return;
    const last = await lastPlaceAt(tx, meeting.id);
    await tx.insert(
      MeetingItem,
      added.map(({ individualId, reason }, at) => ({
        id: newId(),
        individualId,
        reason,
        meetingId: meeting.id,
        panelId: meeting.panelId,
        position: last + at + 1,
        createdAt: tx.now,
      })),
    );
  }
}

export const placesOf = (tx: Transaction, meetingId: string): Promise<Place[]> =>
  tx.query<Place>(
    `SELECT p.item_id AS id, t.individual_id AS "individualId", p.position AS number, coalesce(t.position, p.position) AS position,
            coalesce(i.is_restricted, false) AS "isRestricted", p.status, t.version
       FROM agenda_places(ARRAY[$1::uuid]) p LEFT JOIN meeting_items t ON t.id = p.item_id LEFT JOIN individuals i ON i.id = t.individual_id
      ORDER BY p.position, p.item_id`,
    [meetingId],
  );

/** The last place taken, also by whom whoever makes the agenda does not see: no two have the same. */
export async function lastPlaceAt(tx: Transaction, meetingId: string): Promise<number> {
  const [last] = await tx.query<{ place: number }>('SELECT last_place_at($1) AS place', [meetingId]);
  return last?.place ?? 0;
}

/**
 * Everything in the order of business, but for restricted people, who come last and move nobody else; a place nobody here may see keeps its number. Once the coordinator has set an order, or
 * the meeting is open, numbers stay: not from the first decision, which may be about somebody not everybody may hear of.
 */
async function renumberUnlessFixed(
  tx: Transaction,
  meeting: LoadedMeeting,
  candidates: AgendaCandidate[],
): Promise<void> {
  const places = await placesOf(tx, meeting.id);
  if (meeting.isOrderSet || meeting.isOpened) return;
  const mine = places.filter((place) => place.individualId !== null && !place.isRestricted);
  const orderOf = new Map(candidates.map((candidate, at) => [candidate.individualId, at]));
  const rank = (individualId: string | null): number => orderOf.get(individualId ?? '') ?? candidates.length;
  const wanted = [...mine].sort(
    (one, other) => rank(one.individualId) - rank(other.individualId) || one.position - other.position,
  );
  await takeNumbers(
    tx,
    wanted,
    mine.map((place) => place.position),
  );
}

/** The first of these places takes the least of the numbers, and so on. */
export async function takeNumbers(tx: Transaction, places: Place[], numbers: number[]): Promise<void> {
  const sorted = [...numbers].sort((one, other) => one - other);
  for (const [at, place] of places.entries()) {
    const position = sorted[at] ?? place.position;
    if (position === place.position || place.version === null) continue;
    await tx.change(MeetingItem, { id: place.id, version: place.version }, { position });
  }
}
