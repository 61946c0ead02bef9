import type { AgencyKind } from '../agencies';
import { AddPanel, ChangePanel, PlanMeeting, Seats } from '../meetings';
import { Reader } from '../platform/database';
import type { Day } from '../shared/day';
import { DEMONSTRATION_LEAD } from './partnership';
import type { Stage } from './stage';

const CHAIR = 'chair@mace.example';
const NAME = { name: 'Strategic MACE', abbreviation: 'SMACE' };
const EXPECTED: AgencyKind[] = ['childrens_services', 'police', 'council'];

/** What MACE cannot settle by itself. */
export const ESCALATION = {
  escalationQuestion: 'A move out of the area was offered and no agency has the money. Who pays, and by when?',
};

/** A panel above MACE, where the partnership lead sits: it has no cohort, and sees what is passed on to it. Its first meeting is in the diary. */
export async function addStrategicPanel(stage: Stage, meetsOn: Day): Promise<string> {
  const { id: panelId } = await stage.verb(AddPanel).run(await stage.actor(CHAIR), { ...NAME, level: 'silver' });
  stage.meetAgain(CHAIR);
  const chair = await stage.actor(CHAIR);
  await stage.verb(Seats).give(chair, { panelId, userId: stage.userId(DEMONSTRATION_LEAD.email), isDeputy: false });
  stage.meetAgain(DEMONSTRATION_LEAD.email);
  const agencies = await stage.verb(Reader).many<{ id: string }>(chair, undefined, {
    name: 'demonstration-strategic-agencies',
    text: 'SELECT id FROM agencies WHERE kind = ANY ($1::text[]) ORDER BY id',
    values: [EXPECTED],
  });
  await stage.verb(ChangePanel).run(chair, {
    ...{ panelId, version: 1, ...NAME, level: 'silver', youngestAge: 10, oldestAge: 25 },
    ...{ meetsEveryDays: 42, meetingMinutes: 60, quorumKinds: ['childrens_services', 'council'] },
    agendaReasons: ['escalated'],
    decisions: ['continue', 'revise', 'step_up', 'step_down', 'close'],
    ...{ actionsWithinHours: 24, minutesWithinWorkingDays: 10, returnsDaysBefore: 3 },
    agencyIds: agencies.map(({ id }) => id),
  });
  const where = { startsAt: '14:00', place: 'Observatory House, room 5' };
  await stage.verb(PlanMeeting).run(chair, { panelId, heldOn: meetsOn, onRestDay: true, ...where });
  return panelId;
}
