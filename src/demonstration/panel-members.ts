import { AddEntry, Seats } from '../meetings';
import type { Visibility } from '../notes';
import { Reader } from '../platform/database';
import { DEMONSTRATION_PANEL, DEMONSTRATION_PANEL_MEMBERS } from './partnership';
import type { Stage } from './stage';

export const POLICE = 'police@mace.example';
export const SCHOOL = 'school@mace.example';
export const HEALTH = 'health@mace.example';

/** Who answers for an agency at the panel, in place of whoever works the case there. */
export const ANSWERS_FOR: Partial<Record<string, string>> = {
  'officer@tvp.example': POLICE,
  'dsl@school.example': SCHOOL,
  'nurse@health.example': HEALTH,
};

/** What they returned on the cases of the next meeting, by their place on its agenda; some of it is for their own kind alone. */
const RETURNS: { by: string; place: number; text: string; visibility?: Visibility }[] = [
  {
    by: POLICE,
    place: 1,
    text: 'Named in two reports since the last meeting, not a suspect.',
    visibility: 'police_only',
  },
  { by: POLICE, place: 2, text: 'Not stopped and not reported missing since the last meeting.' },
  {
    by: SCHOOL,
    place: 1,
    text: 'In school on 17 of 20 days. One fixed-term suspension, one day, for leaving the site.',
  },
  { by: SCHOOL, place: 3, text: 'On a part-time timetable until the end of term; comes on most days.' },
  {
    by: HEALTH,
    place: 3,
    text: 'Waits for a first appointment; the referral was accepted.',
    visibility: 'health_only',
  },
];

/** Police, school and health take their seats before the first meeting that the story holds. */
export async function seatPanelMembers(stage: Stage): Promise<void> {
  const chair = await stage.actor('chair@mace.example');
  const panel = await stage.verb(Reader).one<{ id: string }>(chair, undefined, {
    name: 'demonstration-panel-of-members',
    text: 'SELECT id FROM panels WHERE abbreviation = $1',
    values: [DEMONSTRATION_PANEL.abbreviation],
  });
  if (!panel) return;
  for (const { email } of DEMONSTRATION_PANEL_MEMBERS) {
    await stage.verb(Seats).give(chair, { panelId: panel.id, userId: stage.userId(email), isDeputy: false });
    stage.meetAgain(email);
  }
}

/** What police, school and health bring to the next meeting. */
export async function returnOfMembers(stage: Stage, meetingId: string): Promise<void> {
  const items = await stage.verb(Reader).many<{ id: string }>(await stage.actor(POLICE), undefined, {
    name: 'demonstration-items-of-members',
    text: `SELECT id FROM meeting_items WHERE meeting_id = $1 AND status = 'listed' ORDER BY position LIMIT 3`,
    values: [meetingId],
  });
  for (const { by, place, ...said } of RETURNS) {
    const itemId = items[place - 1]?.id;
    if (itemId) await stage.verb(AddEntry).run(await stage.actor(by), { meetingId, itemId, kind: 'return', ...said });
  }
}
