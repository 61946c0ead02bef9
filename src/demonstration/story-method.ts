import { DraftMethod, PutMethodInForce, RecordCycle, SUGGESTED_METHOD } from '../cohort';
import { dayInLondon } from '../shared/day';
import type { History } from './history';
import type { Stage } from './stage';

const DAY = 86_400_000;
const CHAIR = 'chair@mace.example';
/** A little under three months apart; the last stands far enough back that the next is soon due. */
const DAYS_BETWEEN = 88;

/** The partnership agrees how it finds people before anybody enters the cohort. */
export async function agreeOnMethod(stage: Stage): Promise<void> {
  await stage.sitting(CHAIR, async (tx) => {
    const draft = { ...SUGGESTED_METHOD, ownerId: stage.userId(CHAIR) };
    const { id } = await stage.verb(DraftMethod).within(tx, draft);
    await stage.verb(PutMethodInForce).within(tx, {
      id,
      version: 1,
      inForceFrom: tx.today,
      decision: 'Agreed by the partnership board after six weeks of comments from every agency.',
    });
  });
}

export function holdCycles(stage: Stage, history: History, start: Date, until: Date): void {
  for (let at = later(start, DAYS_BETWEEN); at < later(until, -20); at = later(at, DAYS_BETWEEN)) {
    const heldOn = dayInLondon(at);
    history.at(at, async () => {
      const summary =
        'Arrests, missing episodes, exclusions and A&E notices of the quarter, gone through by all agencies.';
      await stage.sitting(CHAIR, (tx) => stage.verb(RecordCycle).within(tx, { heldOn, summary }));
    });
  }
}

const later = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY);
