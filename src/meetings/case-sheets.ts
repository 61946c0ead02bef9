import { Injectable } from '@nestjs/common';
import { type ActionRow, CaseActions } from '../actions';
import { acceptedReferral, type AcceptedReferral } from '../cohort';
import { type CaseHeader, CaseHeaders } from '../individuals';
import { type CaseAgency, CaseAgencies } from '../notes';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { type PlanContent, PlanContents } from '../plans';
import { Clock } from '../shared/clock';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { type Colleague, Colleagues } from '../users';
import { agendaOf, type AgendaRow } from './agenda.queries';
import {
  activeSchedule,
  type BandsRow,
  decidedBefore,
  type DecidedBeforeRow,
  itemById,
  type ItemRow,
  lastReview,
  type LastReviewRow,
  lastTwoScreenings,
  type ScheduleRow,
} from './case-sheet.queries';
import { type EscalationRow, escalationsOf } from './escalations/escalations.queries';
import { type KeptReturnRow, keptReturns } from './pack/returns.queries';
import { entriesOf, type EntryRow } from './room/entries.queries';
import { type AttenderRow, attendersOf, expectedAt, type ExpectedRow } from './room/room.queries';
import { type TransferRow, transfersOf } from './transfers/transfers.queries';

/** Everything the panel needs of one case in its six minutes. */
export interface CaseSheet {
  item: ItemRow;
  agenda: AgendaRow[];
  header: CaseHeader;
  plan: PlanContent | null;
  actions: ActionRow[];
  screenings: BandsRow[];
  lastReview: LastReviewRow | null;
  schedule: ScheduleRow | null;
  /** What was written down of this case before and at the meeting, within the actor's sight. */
  entries: EntryRow[];
  expected: ExpectedRow[];
  /** What agencies returned that is not for the actor to read. */
  kept: KeptReturnRow[];
  attenders: AttenderRow[];
  /** What this panel decided of the case last time, before this meeting. */
  decidedBefore: DecidedBeforeRow | null;
  /** What was passed on of this case, the newest first. */
  escalations: EscalationRow[];
  /** The transfer that waits for the panel. */
  transfer: TransferRow | null;
  /** What the panel accepted, of whoever awaits its decision whether they enter the cohort. */
  referral: AcceptedReferral | null;
  colleagues: Colleague[];
  /** The other agencies on the case, that an action may be kept to. */
  agenciesOnCase: CaseAgency[];
  actor: Actor;
}

/** Loads the page of one case: a fixed number of statements in five messages, whatever the case holds. */
@Injectable()
export class CaseSheets {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly plans: PlanContents,
    private readonly actions: CaseActions,
    private readonly colleagues: Colleagues,
    private readonly caseAgencies: CaseAgencies,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound alike for an item that is not there and for one the actor may not see */
  async load(actor: Actor, meetingId: string, itemId: string): Promise<CaseSheet> {
    if (!isId(meetingId) || !isId(itemId)) throw new NotFound();
    const [[item], agenda] = await this.reader.read<[ItemRow, AgendaRow]>(
      actor,
      undefined,
      itemById(actor, meetingId, itemId),
      agendaOf(actor, meetingId),
    );
    if (!item) throw new NotFound();
    // The header first: it leaves the one audit row of this page, and refuses.
    const subject = { subjectType: 'meeting_item', subjectId: item.id };
    const header = await this.headers.load(actor, item.individual_id, 'meeting_item.read', subject);
    const [plan, actions, colleagues, agenciesOnCase, referral, facts] = await Promise.all([
      this.plans.ofCase(actor, item.individual_id),
      this.actions.of(actor, item.individual_id),
      this.colleagues.list(actor),
      this.caseAgencies.of(actor, item.individual_id),
      this.referral(actor, item),
      this.facts(actor, item),
    ]);
    return { item, agenda, header, plan, actions, colleagues, agenciesOnCase, referral, actor, ...facts };
  }

  private async referral(actor: Actor, { reason, individual_id: individualId }: ItemRow) {
    if (reason !== 'cohort_decision') return null;
    const found = await this.reader.one<AcceptedReferral>(actor, undefined, acceptedReferral(actor, individualId));
    return found ?? null;
  }

  private async facts(actor: Actor, item: ItemRow) {
    const today = this.clock.today();
    const decidedOn = item.decided_on ?? today;
    const [screenings, reviews, schedules, entries, expected, kept, attenders, escalations, transfers, before] =
      await this.reader.read<
        [
          BandsRow,
          LastReviewRow,
          ScheduleRow,
          EntryRow,
          ExpectedRow,
          KeptReturnRow,
          AttenderRow,
          EscalationRow,
          TransferRow,
          DecidedBeforeRow,
        ]
      >(
        actor,
        undefined,
        lastTwoScreenings(actor, item.individual_id),
        lastReview(actor, item.individual_id),
        activeSchedule(actor, item.individual_id, decidedOn),
        entriesOf(actor, item.meeting_id, item.id),
        expectedAt(actor, item.meeting_id),
        keptReturns(item.meeting_id),
        attendersOf(actor, item.meeting_id),
        escalationsOf(actor, item.individual_id),
        transfersOf(actor, item.individual_id),
        decidedBefore(actor, item.id),
      );
    return {
      screenings,
      lastReview: reviews[0] ?? null,
      schedule: schedules[0] ?? null,
      entries,
      expected,
      kept,
      attenders,
      decidedBefore: before[0] ?? null,
      escalations,
      transfer: transfers.find((one) => one.outcome === null) ?? null,
    };
  }
}
