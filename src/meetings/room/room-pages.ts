import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { agendaOf, type AgendaRow } from '../agenda.queries';
import { type Colleague, Colleagues } from '../../users';
import { MeetingWasCancelled } from '../meeting.errors';
import { meetingById, meetingRecord, type MeetingRow } from '../meetings.queries';
import { chairingOf, type ChairingRow } from './chairing.queries';
import { type GuestRow, guestsOf } from './guests.queries';
import {
  type AttenderRow,
  attendersOf,
  businessAt,
  type BusinessRow,
  type ConflictRow,
  conflictsAt,
  expectedAt,
  type ExpectedRow,
  roomOf,
  type RoomRow,
} from './room.queries';

export interface RoomPage {
  meeting: MeetingRow;
  room: RoomRow;
  agenda: AgendaRow[];
  attenders: AttenderRow[];
  expected: ExpectedRow[];
  conflicts: ConflictRow[];
  business: BusinessRow;
  guests: GuestRow[];
  chairing: ChairingRow;
  /** From whom a presenter with an account is chosen. */
  colleagues: Colleague[];
  mayOpen: boolean;
  mayNameChair: boolean;
  mayIssue: boolean;
  actor: Actor;
}

/** Reads the room of a meeting: who is there, whether it is quorate, who may not hear which case. */
@Injectable()
export class RoomPages {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly colleagues: Colleagues,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when it is not there or the actor does not sit on its panel; MeetingWasCancelled */
  async load(actor: Actor, meetingId: string): Promise<RoomPage> {
    if (!isId(meetingId)) throw new NotFound();
    const entry = { act: 'meeting.read', subjectType: 'meeting', subjectId: meetingId };
    const [[meeting], [room], agenda, attenders, expected, conflicts, [business], guests, [chairing]] =
      await this.reader.read<
        [MeetingRow, RoomRow, AgendaRow, AttenderRow, ExpectedRow, ConflictRow, BusinessRow, GuestRow, ChairingRow]
      >(
        actor,
        entry,
        meetingById(actor, meetingId),
        roomOf(actor, meetingId),
        agendaOf(actor, meetingId),
        attendersOf(actor, meetingId),
        expectedAt(actor, meetingId),
        conflictsAt(actor, meetingId),
        businessAt(actor, meetingId),
        guestsOf(actor, meetingId),
        chairingOf(actor, meetingId, this.clock.today()),
      );
    if (!meeting || !room || !business || !chairing) throw new NotFound();
    if (meeting.status === 'cancelled') throw new MeetingWasCancelled();
    const record = meetingRecord(meeting);
    const mayOpen = this.rules.may(actor, 'hold', 'Meeting', record);
    const asked = { ...record, isWithoutChair: chairing.is_without_chair };
    const mayNameChair = this.rules.may(actor, 'name_chair', 'Meeting', asked);
    const mayIssue = this.rules.may(actor, 'issue', 'Meeting', record);
    const colleagues = meeting.status === 'planned' ? await this.colleagues.list(actor) : [];
    return {
      meeting,
      room,
      agenda,
      attenders,
      expected,
      conflicts,
      business,
      guests,
      chairing,
      colleagues,
      mayOpen,
      mayNameChair,
      mayIssue,
      actor,
    };
  }
}
