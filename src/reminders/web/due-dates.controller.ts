import { Controller, Get, Inject, Param, Query, Render } from '@nestjs/common';
import { actionPaths, MADE_IN_WORDS, ReadAction } from '../../actions';
import { SETTINGS, type Settings } from '../../config';
import { CaseHeaders, type OwedByCase, urgentAccessOf } from '../../individuals';
import { meetingPaths } from '../../meetings';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Statement } from '../../platform/database';
import { Clock } from '../../shared/clock';
import { dayInLondon, dayInWords } from '../../shared/day';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import {
  countedFrom,
  type CountedFromRow,
  minutesOfMeeting,
  type MinutesRow,
  type ObligationRow,
  obligationsOfCase,
  type ReminderSaidRow,
  saidOfCase,
  saidOfSubject,
} from '../due-dates.queries';
import { awayNow, awayOn, type AwayRow } from '../../users';
import { isMailSetUpIn } from '../is-mail-set-up';
import { ladderRungs, type LadderRow } from '../ladder.queries';
import {
  type Asked,
  type CaseDueDateModel,
  type DueDateModel,
  presentActionDueDate,
  presentCaseDueDate,
  presentMinutesDueDate,
} from './present-due-date';

const OWED: readonly OwedByCase[] = [
  'no_plan',
  'no_schedule',
  'no_plan_owner',
  'no_lead_professional',
  'screening',
  'validation',
  'chase',
  'judgement',
  'relationship_review',
  'cohort_decision',
];

/** Why anything that is not a review is due, or overdue: one click from its date. A review has its own page, with its history. */
@Controller()
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class DueDatesController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly readAction: ReadAction,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('individuals/:id/due-dates/:owed')
  @Render('reminders/views/case-due-date.njk')
  async ofCase(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('owed') asked: string,
    @Query('of') of?: unknown,
  ): Promise<CaseDueDateModel> {
    const kind = OWED.find((one) => one === asked);
    if (!kind || (of !== undefined && !(typeof of === 'string' && isId(of)))) throw new NotFound();
    const header = await this.headers.load(actor, id, 'due_date.read');
    const [owed, [facts], said, ladder, away] = await this.reader.read<
      [ObligationRow, CountedFromRow, ReminderSaidRow, LadderRow, AwayRow]
    >(
      actor,
      undefined,
      obligationsOfCase(actor, id),
      countedFrom(actor, id),
      of === undefined ? saidOfCase(actor, kind, id) : saidOfSubject(actor, kind, of),
      ladderRungs(),
      awayOn(this.clock.today()),
    );
    return presentCaseDueDate(header, { kind, of: of ?? null }, { facts, owed, ...this.asked(said, ladder, away) });
  }

  @Get('actions/:id/due-date')
  @Render('reminders/views/due-date.njk')
  async ofAction(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DueDateModel> {
    const action = await this.readAction.run(actor, id);
    const made = `Agreed in a ${MADE_IN_WORDS[action.made_in].toLowerCase()} on ${dayInWords(dayInLondon(action.created_at))}`;
    return presentActionDueDate(
      {
        description: action.description,
        dueOn: action.due_on,
        isOpen: action.status === 'open',
        madeWords: made,
        owner: `${action.owner}, ${action.owner_agency}`,
        href: actionPaths.one(id),
        urgentAccess: urgentAccessOf(action),
      },
      await this.about(actor, saidOfSubject(actor, 'action', id)),
    );
  }

  @Get('meetings/:id/minutes/due-date')
  @Roles('panel_member', 'panel_chair')
  @Render('reminders/views/due-date.njk')
  async ofMinutes(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DueDateModel> {
    if (!isId(id)) throw new NotFound();
    const entry = { act: 'meeting.read', subjectType: 'meeting', subjectId: id };
    const meeting = await this.reader.one<MinutesRow>(actor, entry, minutesOfMeeting(actor, id));
    if (!meeting) throw new NotFound();
    return presentMinutesDueDate(
      meeting,
      meetingPaths.minutes(id),
      await this.about(actor, saidOfSubject(actor, 'minutes', id)),
    );
  }

  private async about(actor: Actor, statement: Statement): Promise<Asked> {
    const [said, ladder, away] = await this.reader.read<[ReminderSaidRow, LadderRow, AwayRow]>(
      actor,
      undefined,
      statement,
      ladderRungs(),
      awayOn(this.clock.today()),
    );
    return this.asked(said, ladder, away);
  }

  private asked(said: ReminderSaidRow[], ladder: LadderRow[], away: AwayRow[]): Asked {
    const { remindAgainDays } = this.settings;
    const isMailSetUp = isMailSetUpIn(this.settings);
    return { said, ladder, away: awayNow(away), remindAgainDays, today: this.clock.today(), isMailSetUp };
  }
}
