import { Seats } from '../meetings';
import { ChangeLadder } from '../reminders';
import { DEMONSTRATION_LEAD } from './partnership';
import type { Stage } from './stage';

/**
 * The last rung of the ladder reaches somebody: who leads the partnership sits on the panel, whose cases they see. At the end of
 * the story, so that its meetings stay as they were held.
 */
export async function namePartnershipLead(stage: Stage, panelId: string): Promise<void> {
  const userId = stage.userId(DEMONSTRATION_LEAD.email);
  await stage.verb(Seats).give(await stage.actor('chair@mace.example'), { panelId, userId, isDeputy: false });
  await stage.verb(ChangeLadder).nameLead(await stage.actor('administrator@sbc.example'), userId);
}
