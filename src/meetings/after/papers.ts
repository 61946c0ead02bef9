import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { dayInWords } from '../../shared/day';
import { Conflict } from '../../shared/errors';
import { type LoadedMeeting, loadMeeting } from '../load-meeting';
import { Meeting } from '../meeting.entity';

/** Announced when the papers of a meeting go round; the subject is the meeting. */
export const ACTION_LIST_ISSUED = 'meeting.action_list_issued';
export const MINUTES_ISSUED = 'meeting.minutes_issued';

export class MeetingNotClosed extends Conflict {
  constructor() {
    super('Close the meeting first: its action list and minutes go round after it.');
  }
}

export class IssuedAlready extends Conflict {
  constructor(what: string) {
    super(`${what} went round already.`);
  }
}

export class MinutesNotIssued extends Conflict {
  constructor() {
    super('Send the minutes round before they are approved.');
  }
}

export class NoMeetingToApproveAt extends Conflict {
  constructor(heldOn: string) {
    super(
      `The minutes of ${dayInWords(heldOn)} are approved at the next meeting of the panel. Open that meeting in the room first.`,
    );
  }
}

export class NobodyToApprove extends Conflict {
  constructor(heldOn: string) {
    super(
      `Nobody is recorded as present at the meeting of ${dayInWords(heldOn)}, which approves these minutes. Save who is there first.`,
    );
  }
}

interface Paper {
  meetingId: string;
  /** The version of the meeting the user saw. */
  version: number;
}

interface Clocks {
  actionsIssuedAt: Date | null;
  minutesIssuedAt: Date | null;
  minutesApprovedAt: Date | null;
}

/** The papers after a meeting: the action list and the minutes go round, and the next meeting approves and so seals them. */
@Injectable()
export class Papers {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  issueActions(actor: Actor, paper: Paper, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const { meeting, clocks } = await this.closed(tx, paper);
        if (clocks.actionsIssuedAt) throw new IssuedAlready('The action list');
        return this.set(tx, meeting, paper, { actionsIssuedAt: tx.now }, ACTION_LIST_ISSUED);
      },
      submission,
    );
  }

  issueMinutes(actor: Actor, paper: Paper, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const { meeting, clocks } = await this.closed(tx, paper);
        if (clocks.minutesIssuedAt) throw new IssuedAlready('The minutes');
        return this.set(tx, meeting, paper, { minutesIssuedAt: tx.now }, MINUTES_ISSUED);
      },
      submission,
    );
  }

  /** @throws MinutesNotIssued, NoMeetingToApproveAt: minutes are agreed by the next meeting, in the room */
  approve(actor: Actor, paper: Paper, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const { meeting, clocks, next } = await this.toApprove(tx, paper);
        if (clocks.minutesApprovedAt) throw new IssuedAlready('The approval of these minutes');
        if (!clocks.minutesIssuedAt) throw new MinutesNotIssued();
        if (!next) throw new NoMeetingToApproveAt(meeting.heldOn);
        if (!next.isAttended) throw new NobodyToApprove(next.heldOn);
        const approval = {
          minutesApprovedAt: tx.now,
          minutesApprovedBy: tx.actor.userId,
          minutesApprovedIn: next.id,
        };
        return this.set(tx, meeting, paper, approval, 'meeting.minutes_approved');
      },
      submission,
    );
  }

  /** Whoever chairs the meeting that is open now approves at it, as the panel's chair does. */
  private async toApprove(tx: Transaction, { meetingId }: Paper) {
    const meeting = await loadMeeting(tx, meetingId);
    const next = await approvingMeeting(tx, meeting);
    if (!next || !this.rules.may(tx.actor, 'hold', 'Meeting', next))
      this.rules.ensureMay(tx.actor, 'issue', 'Meeting', meeting);
    return { meeting, clocks: await this.clocksOf(tx, meeting), next };
  }

  private async closed(tx: Transaction, { meetingId }: Paper): Promise<{ meeting: LoadedMeeting; clocks: Clocks }> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'issue', 'Meeting', meeting);
    return { meeting, clocks: await this.clocksOf(tx, meeting) };
  }

  private async clocksOf(tx: Transaction, meeting: LoadedMeeting): Promise<Clocks> {
    if (meeting.status !== 'held') throw new MeetingNotClosed();
    const [clocks] = await tx.query<Clocks>(
      `SELECT actions_issued_at AS "actionsIssuedAt", minutes_issued_at AS "minutesIssuedAt",
              minutes_approved_at AS "minutesApprovedAt" FROM meetings WHERE id = $1`,
      [meeting.id],
    );
    if (!clocks) throw new MeetingNotClosed();
    return clocks;
  }

  private async set(
    tx: Transaction,
    meeting: LoadedMeeting,
    { version }: Paper,
    values: Partial<
      Pick<
        Meeting,
        'actionsIssuedAt' | 'minutesIssuedAt' | 'minutesApprovedAt' | 'minutesApprovedBy' | 'minutesApprovedIn'
      >
    >,
    act: string,
  ): Promise<{ id: string }> {
    await tx.change(Meeting, { id: meeting.id, version }, values);
    await tx.audit({ act, subjectType: 'meeting', subjectId: meeting.id, fields: Object.keys(values) });
    // Its members are told by mail that there is something to read, never what.
    if (act !== 'meeting.minutes_approved') await tx.announce(act, meeting.id);
    return { id: meeting.id };
  }
}

/** In whose room they are approved: of the meeting that is open now, else of the one held last. A cancelled one approves nothing. */
async function approvingMeeting(tx: Transaction, { panelId, heldOn }: LoadedMeeting) {
  const [meeting] = await tx.query<{
    id: string;
    heldOn: string;
    isAttended: boolean;
    accessKeys: string[];
    chairedBy: string | null;
  }>(
    `SELECT m.id, m.held_on AS "heldOn", ARRAY[m.panel_id] AS "accessKeys", CASE WHEN m.status = 'planned' THEN m.chair_id END AS "chairedBy",
            EXISTS (SELECT 1 FROM meeting_attendances a WHERE a.meeting_id = m.id AND a.status = 'present') AS "isAttended"
       FROM meetings m
      WHERE m.panel_id = $1 AND m.held_on > $2 AND (m.status = 'held' OR (m.status = 'planned' AND m.started_at IS NOT NULL))
      ORDER BY m.status = 'planned' DESC, m.held_on DESC LIMIT 1`,
    [panelId, heldOn],
  );
  return meeting;
}
