import { Injectable } from '@nestjs/common';
import { actionPaths } from '../actions';
import { AGENCY_KIND_WORDS } from '../agencies';
import { type Actor, hasRole } from '../platform/access';
import { Reader } from '../platform/database';
import { planPaths } from '../plans';
import { referralPaths } from '../referrals';
import { Clock } from '../shared/clock';
import { type Day, dayInWords } from '../shared/day';
import { type WorkCount, WorkCounts } from '../web/work-counts';
import { papersNotRound } from './after/papers-due';
import { returnsDueOn } from './domain/panel-rules';
import { quorumOf } from './domain/quorum';
import {
  type ComingSeatRow,
  comingSeats,
  type PackOwedRow,
  packsOwed,
  panelCounts,
  type PanelCountsRow,
  type PaperOwedRow,
  papersOwed,
} from './home.queries';
import type { MeetingRow } from './meetings.queries';
import { escalationsWaiting, type WaitingEscalationRow } from './escalations/escalations.queries';
import { panelPaths } from './panels/paths';
import { meetingPaths } from './paths';
import { type OwedRow, returnsOwed } from './pack/returns.queries';

/** One thing that waits for this person, with the page where it is done. */
export interface Waiting {
  words: string;
  href: string;
  isLate: boolean;
  /** Nothing is late yet, but it will fail unless somebody sees to it. */
  isAtRisk?: boolean;
}

/** One of the actor's own actions of the panel. */
export type OwnAction = PanelCountsRow['mine'][number];

/** What a member of a panel owes it; for its chair also what puts the next meeting at risk and which papers are owed. */
@Injectable()
export class PanelHome {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly counts: WorkCounts,
  ) {}

  /** `planned`: the meetings in the diary, of which a past one that nobody closed waits for its chair. */
  async of(actor: Actor, planned: MeetingRow[]): Promise<{ waiting: Waiting[]; mine: OwnAction[] }> {
    const today = this.clock.today();
    const [owed, [own], seats, papers, escalations, packs] = await this.reader.read<
      [OwedRow, PanelCountsRow, ComingSeatRow, PaperOwedRow, WaitingEscalationRow, PackOwedRow]
    >(
      actor,
      // What one's own actions ask for is read as on their own page.
      { act: 'actions.listed', subjectType: 'action' },
      returnsOwed(actor, today),
      panelCounts(actor, today),
      comingSeats(actor, today),
      papersOwed(actor),
      escalationsWaiting(),
      packsOwed(actor, today),
    );
    const counted = await this.counts.of(actor, 'panel_home');
    const isChair = hasRole(actor, 'panel_chair');
    const waiting = [
      ...owed.flatMap((row) => owedReturns(row, actor.agencyName, today)),
      ...ownActions(own),
      ...counted.flatMap(countedWork),
      ...chairedByMe(planned, actor, today),
      ...unclosed(isChair ? planned : planned.filter((row) => row.chaired_by === actor.userId), today),
      ...(isChair ? lateTriage(own) : []),
      ...(isChair ? awaitingDecisions(own) : []),
      ...(isChair ? waitingEscalations(escalations) : []),
      ...(isChair ? atRisk(seats) : []),
      ...(isChair ? incompletePacks(packs, today) : []),
      ...(isChair ? papers.flatMap((row) => owedPapers(row, this.clock.now())) : []),
    ];
    return { waiting, mine: own?.mine ?? [] };
  }
}

/** A meeting by its panel and day: two panels may meet on one day, and somebody may sit on both. */
const meetingWords = ({ panel, held_on }: { panel: string; held_on: Day }): string =>
  `${panel} on ${dayInWords(held_on)}`;

function owedReturns(
  { meeting_id, panel, held_on, cases, returned, returns_days_before }: OwedRow,
  agency: string,
  today: Day,
) {
  const left = cases - returned;
  if (left === 0) return [];
  const dueOn = returnsDueOn(held_on, returns_days_before);
  const howMany = left === 1 ? '1 case' : `${left} cases`;
  const words = `${agency} owes ${meetingWords({ panel, held_on })} a return on ${howMany}, due by ${dayInWords(dueOn)}`;
  return [{ words, href: meetingPaths.returns(meeting_id), isLate: today > dueOn }];
}

/** What slices below say waits for a panel too. */
const countedWork = ({ count, linkText, href, isOverdue }: WorkCount): Waiting[] =>
  count === 0 ? [] : [{ words: `${linkText}: ${count}`, href, isLate: isOverdue }];

function ownActions(own: PanelCountsRow | undefined): Waiting[] {
  if (!own || own.open === 0) return [];
  const late = own.overdue === 0 ? '' : `, ${own.overdue} overdue`;
  const words = `You own ${own.open === 1 ? '1 open action' : `${own.open} open actions`} of the panel${late}`;
  return [{ words, href: actionPaths.mine, isLate: own.overdue > 0 }];
}

/** Two working days are over, and an agency has had no answer. */
function lateTriage(counts: PanelCountsRow | undefined): Waiting[] {
  if (!counts || counts.late_triage === 0) return [];
  const words = counts.late_triage === 1 ? '1 referral is' : `${counts.late_triage} referrals are`;
  return [{ words: `The triage of ${words} late`, href: referralPaths.list, isLate: true }];
}

/** What the panel itself is waited for. */
function awaitingDecisions(counts: PanelCountsRow | undefined): Waiting[] {
  if (!counts) return [];
  const one = (count: number, singular: string, plural: string, href: string): Waiting[] =>
    count === 0 ? [] : [{ words: count === 1 ? `1 ${singular}` : `${count} ${plural}`, href, isLate: false }];
  return [
    ...one(
      counts.plans,
      'plan waits for the panel’s approval',
      'plans wait for the panel’s approval',
      planPaths.toApprove,
    ),
    ...one(
      counts.transfers,
      'transfer waits for the panel’s decision',
      'transfers wait for the panel’s decision',
      meetingPaths.list,
    ),
  ];
}

/** Which agencies owe the next meetings how much, so that the coordinator knows whom to ring. */
function incompletePacks(rows: PackOwedRow[], today: Day): Waiting[] {
  return [...new Set(rows.map((row) => row.meeting_id))].flatMap((id) => {
    const own = rows.filter((row) => row.meeting_id === id);
    const [first] = own;
    if (!first) return [];
    const dueOn = returnsDueOn(first.held_on, first.returns_days_before);
    const owing = own.map(({ agency, cases }) => `${agency} (${cases === 1 ? '1 case' : `${cases} cases`})`).join(', ');
    const words = `The pack of ${meetingWords(first)} is incomplete, returns due by ${dayInWords(dueOn)}: ${owing}`;
    return [{ words, href: meetingPaths.pack(id), isLate: today > dueOn }];
  });
}

/** What waits for a meeting that nobody has planned, by the panel it waits for. */
function waitingEscalations(rows: WaitingEscalationRow[]): Waiting[] {
  return [...new Set(rows.map((row) => row.panel_id))].map((panelId) => {
    const own = rows.filter((row) => row.panel_id === panelId);
    const from = [...new Set(own.map((row) => row.from_panel))].join(', ');
    const words = `${own.length === 1 ? '1 case' : `${own.length} cases`} escalated by ${from} ${own.length === 1 ? 'waits' : 'wait'}: no meeting is planned`;
    return { words, href: panelPaths.panel(panelId), isLate: true };
  });
}

/** Meetings still to come that somebody chairs in the place of the panel's chair. */
const chairedByMe = (planned: MeetingRow[], actor: Actor, today: Day): Waiting[] =>
  planned
    .filter((row) => row.held_on >= today && row.chaired_by === actor.userId && !hasRole(actor, 'panel_chair'))
    .map((row) => ({ words: `You chair ${meetingWords(row)}`, href: meetingPaths.room(row.id), isLate: false }));

/** Meetings whose day is over and that nobody closed or cancelled: what they did not reach waits with them. */
const unclosed = (planned: MeetingRow[], today: Day): Waiting[] =>
  planned
    .filter((row) => row.held_on < today)
    .map(({ id, panel, held_on, started_at }) => ({
      words: `${panel} on ${dayInWords(held_on)} ${started_at === null ? 'was neither opened nor cancelled' : 'was opened and is not closed'}`,
      href: started_at === null ? meetingPaths.meeting(id) : meetingPaths.closing(id),
      isLate: true,
    }));

/** Kinds of agency without which the next meeting is not quorate and of which nobody can come any more. */
function atRisk(seats: ComingSeatRow[]): Waiting[] {
  return [...new Set(seats.map((seat) => seat.meeting_id))].flatMap((id) => {
    const own = seats.filter((seat) => seat.meeting_id === id);
    const [first] = own;
    if (!first) return [];
    const attenders = own.flatMap(({ agency_kind, status }) =>
      agency_kind === null ? [] : [{ agencyKind: agency_kind, status }],
    );
    const { cannotBeMet } = quorumOf(first.quorum_kinds, attenders);
    if (cannotBeMet.length === 0) return [];
    const kinds = cannotBeMet.map((kind) => AGENCY_KIND_WORDS[kind]).join(', ');
    const words = `Quorum at risk at ${meetingWords(first)}: nobody is expected from ${kinds}`;
    return [{ words, href: meetingPaths.room(id), isLate: false, isAtRisk: true }];
  });
}

function owedPapers(row: PaperOwedRow, now: Date): Waiting[] {
  const of = ` of ${meetingWords(row)}`;
  const href = meetingPaths.minutes(row.id);
  return [
    ...papersNotRound(row, now, of).map((one) => ({ ...one, href })),
    ...(row.minutes_issued_at !== null && row.minutes_approved_at === null
      ? [{ words: `The minutes${of} wait for approval by the panel`, href, isLate: row.has_met_since }]
      : []),
  ];
}
