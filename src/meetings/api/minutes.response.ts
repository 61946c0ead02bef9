import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import { ATTENDANCE_STATUSES, type AttendanceStatus, quorumOf } from '../domain/quorum';
import type { MinutesPage } from '../after/minutes-page';
import { ENTRY_KINDS, type EntryKind } from '../meeting-entry.entity';
import { attendersForQuorum } from '../room/present-room';
import { EITHER_ITEM, itemResponse, MeetingItemResponse, RestrictedItemResponse } from './meeting.response';

class EntryResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) itemId!: string | null;
  @ApiProperty({ enum: ENTRY_KINDS }) kind!: EntryKind;
  @ApiProperty() text!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) correctsId!: string | null;
  @ApiProperty() isLate!: boolean;
  @ApiProperty() author!: string;
  @ApiProperty() agency!: string;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: Date;
}

class AttendanceResponse {
  @ApiProperty({ format: 'uuid' }) userId!: string;
  @ApiProperty() name!: string;
  @ApiProperty() agency!: string;
  @ApiProperty({ enum: ATTENDANCE_STATUSES, nullable: true }) status!: AttendanceStatus | null;
  @ApiProperty() hasAccepted!: boolean;
  @ApiProperty({ enum: ATTENDANCE_STATUSES, nullable: true, description: 'What is right, corrected after the closing' })
  correctedTo!: AttendanceStatus | null;
}

class GuestResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'What they were there for' }) role!: string;
  @ApiProperty() organisation!: string;
  @ApiProperty({ description: 'false: for some cases alone' }) isWholeMeeting!: boolean;
  @ApiProperty({ type: [String], description: 'Ids of the items they joined for that the caller may see' })
  itemIds!: string[];
  @ApiProperty() hasHeardStatement!: boolean;
  @ApiProperty({ description: 'For If-Match' }) version!: number;
}

@ApiExtraModels(MeetingItemResponse, RestrictedItemResponse)
export class MinutesResponse {
  @ApiProperty({ format: 'uuid' }) meetingId!: string;
  @ApiProperty() isQuorate!: boolean;
  @ApiProperty({ type: [String], description: 'Kinds of agency that are not in the room' }) missingKinds!: string[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) actionsIssuedAt!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) minutesIssuedAt!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Sealed from here on' })
  minutesApprovedAt!: Date | null;
  @ApiProperty({ type: [AttendanceResponse] }) attendances!: AttendanceResponse[];
  @ApiProperty({ type: [GuestResponse] }) guests!: GuestResponse[];
  @ApiProperty(EITHER_ITEM) items!: (MeetingItemResponse | RestrictedItemResponse)[];
  @ApiProperty({ type: [EntryResponse] }) entries!: EntryResponse[];
  @ApiProperty() version!: number;
}

export const minutesResponse = (page: MinutesPage): MinutesResponse => {
  const { meeting, after, room, attenders, guests, agenda, entries } = page;
  const quorum = quorumOf(room.quorum_kinds, attendersForQuorum(attenders));
  return {
    meetingId: meeting.id,
    isQuorate: quorum.isMet,
    missingKinds: quorum.missing,
    closedAt: after.closed_at,
    actionsIssuedAt: after.actions_issued_at,
    minutesIssuedAt: after.minutes_issued_at,
    minutesApprovedAt: after.minutes_approved_at,
    attendances: attenders.map((one) => ({
      userId: one.user_id,
      name: one.name,
      agency: one.agency,
      status: one.status,
      hasAccepted: one.accepted_at !== null,
      correctedTo: one.corrected_to,
    })),
    guests: guests.map((one) => ({
      id: one.id,
      name: one.name,
      role: one.role,
      organisation: one.organisation,
      isWholeMeeting: one.is_whole_meeting,
      itemIds: one.items.map(({ itemId }) => itemId),
      hasHeardStatement: one.heard_statement_at !== null,
      version: one.version,
    })),
    items: agenda.map(itemResponse),
    entries: entries.map((entry) => ({
      id: entry.id,
      itemId: entry.item_id,
      kind: entry.kind,
      text: entry.text,
      correctsId: entry.corrects_id,
      isLate: entry.is_late,
      author: entry.author,
      agency: entry.agency,
      recordedAt: entry.recorded_at,
    })),
    version: meeting.version,
  };
};
