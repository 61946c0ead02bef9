import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { PAGE_SIZE } from '../platform/http';
import { Clock } from '../shared/clock';
import { NotAllowed, NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { actionsOfMeeting, agendaOf, type AgendaRow, type MeetingActionRow } from './agenda.queries';
import { agendaWithWhoLeft, minutesOfWhoLeft, type PartOfWhoLeft, withLeft } from './after/who-left';
import { type TopicRow, topicsOf } from './business/topics.queries';
import { type OwnAction, PanelHome, type Waiting } from './home';
import { chairingOf, type ChairingRow } from './room/chairing.queries';
import { businessAt, type BusinessRow } from './room/room.queries';
import { WaitingCases } from './waiting-cases';
import { meetingById, meetingRecord, type MeetingRow, meetingsAhead, pastMeetings } from './meetings.queries';

/** What the actor may do to the meeting on its agenda page. */
export interface AgendaRights {
  canBuild: boolean;
  /** Its day and place: whoever is named to chair one meeting makes its agenda, and moves it not. */
  canPlan: boolean;
  canClose: boolean;
  /** Its papers, and those of meetings before, go round by them. */
  canIssue: boolean;
}

/** Everything the page of an agenda is made of. */
export interface AgendaPage {
  meeting: MeetingRow;
  agenda: AgendaRow[];
  rights: AgendaRights;
  topics: TopicRow[];
  business: BusinessRow;
}

/** The agenda as its own page shows it. */
export interface AgendaToMake extends AgendaPage {
  /** Cases that would come on it if it were made now, to whoever may make it. */
  waiting: number;
  chairing: ChairingRow;
}

/** Reads one meeting with its agenda, or with the actions it made; each reading is audited. */
@Injectable()
export class MeetingPages {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly home: PanelHome,
    private readonly waiting: WaitingCases,
    private readonly clock: Clock,
  ) {}

  /** The diary of the actor's panels, and on its first page what waits for them. */
  async diary(
    actor: Actor,
    after: (string | null)[] | undefined,
  ): Promise<{
    planned: MeetingRow[];
    cancelled: MeetingRow[];
    past: MeetingRow[];
    waiting: Waiting[];
    mine: OwnAction[];
  }> {
    const today = this.clock.today();
    const [ahead, past] = await this.reader.read<[MeetingRow, MeetingRow]>(
      actor,
      undefined,
      meetingsAhead(actor, today),
      pastMeetings(actor, { after, limit: PAGE_SIZE }, today),
    );
    const planned = ahead.filter((row) => row.status === 'planned');
    const cancelled = ahead.filter((row) => row.status === 'cancelled');
    const home = after === undefined ? await this.home.of(actor, planned) : { waiting: [], mine: [] };
    return { planned, cancelled, past, ...home };
  }

  /** @throws NotFound when it is not there or the actor does not sit on its panel */
  async agenda(actor: Actor, id: string): Promise<AgendaPage> {
    const [[meeting], agenda, topics, [business], gone] = await this.reader.read<
      [MeetingRow, AgendaRow, TopicRow, BusinessRow, PartOfWhoLeft]
    >(
      actor,
      readOf(id),
      meetingById(actor, id),
      agendaOf(actor, id),
      topicsOf(actor, id),
      businessAt(actor, id),
      minutesOfWhoLeft(actor, id),
    );
    if (!meeting || !business) throw new NotFound();
    const record = meetingRecord(meeting);
    const rights = {
      canBuild: this.rules.may(actor, 'build_agenda', 'Meeting', record),
      canPlan: this.rules.may(actor, 'plan', 'Meeting', record),
      canClose: this.rules.may(actor, 'hold', 'Meeting', record),
      canIssue: this.rules.may(actor, 'issue', 'Meeting', record),
    };
    return { meeting, agenda: agendaWithWhoLeft(agenda, gone), rights, topics, business };
  }

  /** What is unanswered, for whoever may close it. @throws NotAllowed; NotFound as above */
  async toClose(actor: Actor, id: string): Promise<AgendaPage> {
    const page = await this.agenda(actor, id);
    if (!page.rights.canClose) throw new NotAllowed();
    return page;
  }

  /** @throws NotFound as above */
  async agendaToMake(actor: Actor, id: string): Promise<AgendaToMake> {
    const page = await this.agenda(actor, id);
    const mayMake = page.rights.canBuild && page.meeting.status === 'planned';
    const chairing = await this.reader.one<ChairingRow>(actor, undefined, chairingOf(actor, id, this.clock.today()));
    if (!chairing) throw new NotFound();
    return { ...page, chairing, waiting: mayMake ? await this.waiting.count(actor, page.meeting) : 0 };
  }

  /** @throws NotFound as above */
  async decisions(
    actor: Actor,
    id: string,
  ): Promise<{ meeting: MeetingRow; agenda: AgendaRow[]; actions: MeetingActionRow[] }> {
    const [[meeting], agenda, actions, gone] = await this.reader.read<
      [MeetingRow, AgendaRow, MeetingActionRow, PartOfWhoLeft]
    >(
      actor,
      readOf(id),
      meetingById(actor, id),
      agendaOf(actor, id),
      actionsOfMeeting(actor, id),
      minutesOfWhoLeft(actor, id),
    );
    if (!meeting) throw new NotFound();
    return { meeting, ...withLeft({ agenda, actions, entries: [] }, gone) };
  }
}

function readOf(id: string) {
  if (!isId(id)) throw new NotFound();
  return { act: 'meeting.read', subjectType: 'meeting', subjectId: id };
}
