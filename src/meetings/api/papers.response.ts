import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import {
  TOPIC_KINDS,
  TOPIC_ORIGINS,
  TOPIC_VISIBILITIES,
  type TopicKind,
  type TopicOrigin,
  type TopicVisibility,
} from '../business/topic-kinds';
import { whyTopic } from '../business/why-topic';
import type { TopicRow } from '../business/topics.queries';
import { returnsDueOn } from '../domain/panel-rules';
import type { Actor } from '../../platform/access';
import { isToldOfReturns } from '../pack/kept-words';
import type { PackPage } from '../pack/pack-pages';
import { RestrictedItemResponse } from './meeting.response';

class ReturnedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() text!: string;
  @ApiProperty() author!: string;
  @ApiProperty() isLate!: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: Date;
}

class ReturnOwedResponse {
  @ApiProperty({ format: 'uuid' }) itemId!: string;
  @ApiProperty() position!: number;
  @ApiProperty({ type: String, nullable: true }) reference!: string | null;
  @ApiProperty({ type: [ReturnedResponse], description: 'What the agency of the caller has returned' })
  returned!: ReturnedResponse[];
}

export class ReturnsResponse {
  @ApiProperty({ type: String, format: 'date', description: 'The last day in time' }) dueOn!: Day;
  @ApiProperty({ description: 'Whether the panel expects returns of the agency of the caller' }) isExpected!: boolean;
  @ApiProperty({ type: [ReturnOwedResponse], description: 'The cases still to decide that the caller may see' })
  items!: ReturnOwedResponse[];
}

export class ReturnedCountResponse {
  @ApiProperty() returned!: number;
}

export class TopicResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: TOPIC_KINDS }) kind!: TopicKind;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: TOPIC_VISIBILITIES }) visibility!: TopicVisibility;
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
  @ApiProperty() addedBy!: string;
  @ApiProperty({ type: String, nullable: true }) notedBy!: string | null;
  @ApiProperty({
    enum: TOPIC_ORIGINS,
    description: 'Typed by somebody, carried on from an earlier meeting, or linked to cases',
  })
  origin!: TopicOrigin;
  @ApiProperty({ type: [String], description: 'Why it is here, as the agenda says it' }) why!: string[];
  @ApiProperty({ description: 'The panel wants it on its next agenda again' }) comesBack!: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'Cases of the panel linked to it on the day it came' })
  linkedCases!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'How many of them were new' }) newLinks!: number | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) newSince!: Day | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was taken off this agenda' })
  putOffReason!: string | null;
  @ApiProperty({ description: 'For If-Match of its outcome and of its deferral' }) version!: number;
}

export class TopicListResponse {
  @ApiProperty({ type: [TopicResponse] }) items!: TopicResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: null;
}

class PackItemResponse {
  @ApiProperty({ format: 'uuid' }) itemId!: string;
  @ApiProperty() position!: number;
  @ApiProperty() isRestricted!: boolean;
  @ApiProperty({ type: String, nullable: true }) reference!: string | null;
  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'Agencies that have returned nothing; for a chair alone',
  })
  missing!: string[] | null;
  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'Agencies whose return is in and not for you to read; for a chair alone',
  })
  kept!: string[] | null;
}

class PackCopyResponse {
  @ApiProperty() copyNumber!: number;
  @ApiProperty() recipient!: string;
  @ApiProperty() agency!: string;
  @ApiProperty({ enum: ['print', 'pdf'] }) format!: 'print' | 'pdf';
  @ApiProperty({ description: 'Cases in it that its recipient still reads' }) items!: number;
  @ApiProperty({ description: 'Left out: not the recipient’s to see' }) hiddenItems!: number;
  @ApiProperty({ description: 'Lost since to a conflict of interest' }) lostItems!: number;
  @ApiProperty({ type: String, format: 'date-time' }) madeAt!: Date;
}

@ApiExtraModels(PackItemResponse, RestrictedItemResponse)
export class PackResponse {
  @ApiProperty({ type: String, format: 'date' }) returnsDueOn!: Day;
  @ApiProperty({
    type: 'array',
    items: { oneOf: [{ $ref: getSchemaPath(PackItemResponse) }, { $ref: getSchemaPath(RestrictedItemResponse) }] },
  })
  items!: (PackItemResponse | RestrictedItemResponse)[];
  @ApiProperty({ type: [TopicResponse] }) topics!: TopicResponse[];
  @ApiProperty({ type: [PackCopyResponse], description: 'The chair sees all, everybody else their own' })
  copies!: PackCopyResponse[];
}

export class CopyMadeResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() copyNumber!: number;
}

export const topicResponse = (row: TopicRow): TopicResponse => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  visibility: row.visibility,
  outcome: row.outcome,
  addedBy: row.added_by,
  notedBy: row.noted_by,
  origin: row.origin,
  why: whyTopic(row),
  comesBack: row.comes_back,
  linkedCases: row.linked_cases,
  newLinks: row.new_links,
  newSince: row.new_since,
  putOffReason: row.put_off_because,
  version: row.version,
});

export const returnsResponse = ({ meeting, agenda, entries, returns, actor }: PackPage): ReturnsResponse => ({
  dueOn: returnsDueOn(meeting.held_on, returns.returns_days_before),
  isExpected: returns.is_expected,
  items: agenda
    .filter((row) => row.individual_id !== null && row.status === 'listed')
    .map((row) => ({
      itemId: row.id,
      position: row.position,
      reference: row.reference,
      returned: entries
        .filter((entry) => entry.item_id === row.id && entry.kind === 'return' && entry.agency_id === actor.agencyId)
        .map((entry) => ({
          id: entry.id,
          text: entry.text,
          author: entry.author,
          isLate: entry.is_late,
          recordedAt: entry.recorded_at,
        })),
    })),
});

/** Of one case, to a chair; others are told of no agency. */
const agenciesOf = (rows: { item_id: string; agency: string }[], itemId: string, actor: Actor): string[] | null =>
  isToldOfReturns(actor) ? rows.filter((one) => one.item_id === itemId).map((one) => one.agency) : null;

export const packResponse = ({
  meeting,
  agenda,
  missing,
  kept,
  copies,
  returns,
  topics,
  actor,
}: PackPage): PackResponse => ({
  returnsDueOn: returnsDueOn(meeting.held_on, returns.returns_days_before),
  items: agenda.map((row) =>
    row.status === null
      ? { position: row.position, isRestricted: true as const }
      : {
          itemId: row.id,
          position: row.position,
          isRestricted: row.individual_id === null,
          reference: row.reference,
          missing: agenciesOf(missing, row.id, actor),
          kept: agenciesOf(kept, row.id, actor),
        },
  ),
  topics: topics.map(topicResponse),
  copies: copies.map((copy) => ({
    copyNumber: copy.copy_number,
    recipient: copy.recipient,
    agency: copy.agency,
    format: copy.format,
    items: copy.items - copy.lost_items,
    hiddenItems: copy.hidden_items,
    lostItems: copy.lost_items,
    madeAt: copy.made_at,
  })),
});
