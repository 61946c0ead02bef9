import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { actionsOfMeeting, agendaOf, type AgendaRow, type MeetingActionRow } from '../agenda.queries';
import { type TopicRow, topicsOf } from '../business/topics.queries';
import { MeetingWasCancelled } from '../meeting.errors';
import { meetingById, meetingRecord, type MeetingRow } from '../meetings.queries';
import { entriesOf, type EntryRow } from '../room/entries.queries';
import { type GuestRow, guestsOf, guestsOfWhoLeft, withGuestsOfWhoLeft } from '../room/guests.queries';
import {
  type AttenderRow,
  attendersOf,
  type ConflictRow,
  conflictsAt,
  expectedAt,
  type ExpectedRow,
  type OwnConflictRow,
  ownConflictsAt,
  roomOf,
  type RoomRow,
} from '../room/room.queries';
import {
  afterMeeting,
  type AfterRow,
  outstandingAt,
  type OutstandingRow,
  type QuorumRow,
  quorumsOf,
} from './after.queries';
import type { MinutesPage } from './minutes-page';
import { type SealedPart, sealedPartsOf } from './sealed-parts';
import { minutesOfWhoLeft, type PartOfWhoLeft, wholeMinutes } from './who-left';

/** Draws the minutes up from what was recorded; once they are sealed, from what they said then, cut to what the reader may see today. */
@Injectable()
export class MinutesPages {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when it is not there or the actor does not sit on its panel; MeetingWasCancelled */
  async load(actor: Actor, id: string, act = 'meeting_minutes.read'): Promise<MinutesPage> {
    if (!isId(id)) throw new NotFound();
    const [
      [meeting],
      [after],
      [room],
      agenda,
      attenders,
      expected,
      conflicts,
      entries,
      actions,
      outstanding,
      topics,
      ownConflicts,
      sealed,
      quorums,
      guests,
      gone,
      goneGuests,
    ] = await this.reader.read<
      [
        MeetingRow,
        AfterRow,
        RoomRow,
        AgendaRow,
        AttenderRow,
        ExpectedRow,
        ConflictRow,
        EntryRow,
        MeetingActionRow,
        OutstandingRow,
        TopicRow,
        OwnConflictRow,
        SealedPart,
        QuorumRow,
        GuestRow,
        PartOfWhoLeft,
        GuestRow,
      ]
    >(
      actor,
      { act, subjectType: 'meeting', subjectId: id },
      meetingById(actor, id),
      afterMeeting(actor, id),
      roomOf(actor, id),
      agendaOf(actor, id),
      attendersOf(actor, id),
      expectedAt(actor, id),
      conflictsAt(actor, id),
      entriesOf(actor, id),
      actionsOfMeeting(actor, id),
      outstandingAt(actor, id, this.clock.today()),
      topicsOf(actor, id),
      ownConflictsAt(actor, id),
      sealedPartsOf(actor, id),
      quorumsOf(actor, id),
      guestsOf(actor, id),
      minutesOfWhoLeft(actor, id),
      guestsOfWhoLeft(actor, id),
    );
    if (!meeting || !after || !room) throw new NotFound();
    if (meeting.status === 'cancelled') throw new MeetingWasCancelled();
    const record = meetingRecord(meeting);
    const mayIssue = this.rules.may(actor, 'issue', 'Meeting', record);
    const approving = { ...record, chairedBy: after.approving_chair };
    const page = {
      meeting,
      after,
      room,
      agenda,
      attenders,
      guests: withGuestsOfWhoLeft(guests, goneGuests),
      expected,
      conflicts,
      quorums,
      ownConflicts,
      endedSince: [],
      entries,
      actions,
      outstanding,
      topics,
      mayIssue,
      mayHold: this.rules.may(actor, 'hold', 'Meeting', record),
      mayApprove: mayIssue || this.rules.may(actor, 'hold', 'Meeting', approving),
      actor,
    };
    return wholeMinutes(page, sealed, gone);
  }
}
