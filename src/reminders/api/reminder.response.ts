import { ApiProperty } from '@nestjs/swagger';
import type { CursorPage } from '../../platform/http';
import type { Saying } from '../../reviews';
import {
  type Audience,
  AUDIENCES,
  OBLIGATION_KINDS,
  type ObligationKind,
  type Part,
  PARTS,
  REDIRECT_REASONS,
  type RedirectReason,
  type ReminderStatus,
  REMINDER_STATUSES,
  SUPPRESSED_REASONS,
  type SuppressedReason,
} from '../domain/ladder';
import { RULE_WORDS } from '../reminder-words';
import type { ReminderRow } from '../reminders.queries';

export class InPlaceOfResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: REDIRECT_REASONS }) reason!: RedirectReason;
  @ApiProperty({ type: String, format: 'date', nullable: true }) awayUntil!: string | null;
}

export class SayingResponse {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null of what was said before this was kept',
  })
  owedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) saidAt!: string | null;
  @ApiProperty({ enum: ['email', 'none'] }) way!: Saying['way'];
  @ApiProperty({
    enum: ['sent', 'failed', 'untold', 'replaced'],
    description: 'untold: it could be told to nobody, until then. replaced: it waited in the place of others than now',
  })
  result!: Saying['result'];
  @ApiProperty({ type: String, nullable: true }) messageId!: string | null;
  @ApiProperty({ type: String, nullable: true }) error!: string | null;
  @ApiProperty({ enum: PARTS }) toldAs!: string;
  @ApiProperty({ type: [InPlaceOfResponse], description: 'In whose place it was then' })
  inPlaceOf!: InPlaceOfResponse[];
}

export class ReminderResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: OBLIGATION_KINDS, description: 'What is owed' }) kind!: ObligationKind;
  @ApiProperty({ format: 'uuid', description: 'The obligation: a schedule, an action, a plan …' }) subjectId!: string;
  @ApiProperty() subjectVersion!: number;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null of minutes: a meeting is about no one case',
  })
  individualId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Of a review; otherwise null' })
  reviewScheduleId!: string | null;
  @ApiProperty({ description: 'The rung of the ladder' }) rung!: string;
  @ApiProperty({ enum: AUDIENCES, description: 'Whom the rung was meant for' }) audience!: Audience;
  @ApiProperty({ description: 'Days from the due day to the rung; negative is before' }) daysAfterDue!: number;
  @ApiProperty({ enum: PARTS, description: 'Why this person is told' }) toldAs!: Part;
  @ApiProperty({ format: 'uuid' }) recipientId!: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Whom it was meant for, who cannot be told',
  })
  insteadOfId!: string | null;
  @ApiProperty({ enum: REDIRECT_REASONS, nullable: true }) redirectReason!: RedirectReason | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) awayUntil!: string | null;
  @ApiProperty({ type: [InPlaceOfResponse], description: 'Others in whose place it is' })
  alsoInsteadOf!: InPlaceOfResponse[];
  @ApiProperty({ format: 'date', description: 'Due today is not overdue' }) dueOn!: string;
  @ApiProperty() rule!: string;
  @ApiProperty({ description: 'Whether it is still owed' }) isStanding!: boolean;
  @ApiProperty({ enum: REMINDER_STATUSES }) status!: ReminderStatus;
  @ApiProperty({ enum: SUPPRESSED_REASONS, nullable: true }) statusReason!: SuppressedReason | null;
  @ApiProperty() attempts!: number;
  @ApiProperty({ description: 'Messages that mentioned it' }) timesSaid!: number;
  @ApiProperty({ format: 'date-time' }) owedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) sentAt!: string | null;
  @ApiProperty({ type: [SayingResponse], description: 'Every time it was said or given up, oldest first' })
  sayings!: SayingResponse[];
}

export class ReminderPageResponse {
  @ApiProperty({ type: [ReminderResponse] }) items!: ReminderResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

const sayingOf = ({ inPlaceOf, ...saying }: Saying): SayingResponse => ({
  ...saying,
  owedAt: instant(saying.owedAt),
  saidAt: instant(saying.saidAt),
  inPlaceOf: inPlaceOf.map(({ id, reason, until }) => ({ id, reason, awayUntil: until })),
});

const instant = (moment: string | null): string | null => (moment === null ? null : new Date(moment).toISOString());

export const reminderPage = ({ items, nextCursor }: CursorPage<ReminderRow>): ReminderPageResponse => ({
  items: items.map((row) => ({
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    subjectVersion: row.subject_version,
    individualId: row.individual_id,
    reviewScheduleId: row.kind === 'review' ? row.subject_id : null,
    rung: row.rung,
    audience: row.audience,
    daysAfterDue: row.days_after_due,
    toldAs: row.told_as,
    recipientId: row.recipient_id,
    insteadOfId: row.instead_of,
    redirectReason: row.redirect_reason,
    awayUntil: row.away_until,
    alsoInsteadOf: (row.also_instead_of ?? []).map(({ id, reason, until }) => ({ id, reason, awayUntil: until })),
    dueOn: row.due_on,
    rule: row.rule ?? RULE_WORDS[row.kind],
    isStanding: row.is_standing,
    status: row.status,
    statusReason: row.status_reason,
    attempts: row.attempts,
    timesSaid: row.times_said,
    owedAt: row.owed_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    sayings: (row.sayings ?? []).map(sayingOf),
  })),
  nextCursor,
});
