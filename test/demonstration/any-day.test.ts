import { ModuleRef } from '@nestjs/core';
import { Chance } from '../../src/demonstration/chance';
import { History } from '../../src/demonstration/history';
import { PanelStory } from '../../src/demonstration/panel-story';
import {
  DEMONSTRATION_LEAD,
  DEMONSTRATION_PANEL_MEMBERS,
  DEMONSTRATION_PASSWORD,
} from '../../src/demonstration/partnership';
import { Stage } from '../../src/demonstration/stage';
import { Actors } from '../../src/platform/auth';
import { Transactions } from '../../src/platform/database';
import { AddUser } from '../../src/users';
import { TestApp } from '../support/test-app';

const DAY = 86_400_000;

/** Every weekday, and the ends of a month, a year and a February: the diary once lay too far ahead on Mondays to Wednesdays. */
const DAYS = [
  ['Monday', '2026-11-23'],
  ['Tuesday', '2026-11-24'],
  ['Wednesday', '2026-11-25'],
  ['Thursday', '2026-12-31'],
  ['Friday', '2027-01-01'],
  ['Saturday', '2027-07-31'],
  ['Sunday', '2027-02-28'],
  ['29 February', '2028-02-29'],
] as const;

/** The panel's members of police, school and health, and who sits on the panel above. */
async function addSeated(test: TestApp): Promise<Record<string, string>> {
  const users: Record<string, string> = {};
  for (const { agency, ...person } of [...DEMONSTRATION_PANEL_MEMBERS, DEMONSTRATION_LEAD]) {
    const agencyId = test.partnership.agencies[agency] ?? '';
    const added = { ...person, agencyId, password: DEMONSTRATION_PASSWORD };
    users[person.email] = (await test.get(AddUser).run(await test.actor('administrator@sbc.example'), added)).id;
  }
  return users;
}

describe('the demonstration can be filled on any day', () => {
  it.each(DAYS)(
    '%s, %s: the panel’s diary is planned by its own verbs, and what lies before that day is held',
    async (_, day) => {
      const test = await TestApp.start();
      try {
        const until = new Date(`${day}T09:00:00Z`);
        const stage = new Stage(test.get(ModuleRef), test.get(Actors), test.get(Transactions));
        stage.setUsers({ ...test.partnership.users, ...(await addSeated(test)) });
        const history = new History(test.clock, until);
        // As load-history.ts tells it: two years back, and three weeks.
        new PanelStory(stage, history, new Chance(20261121)).begin(new Date(until.getTime() - (730 - 21) * DAY), until);
        await history.play(() => undefined);
        const [diary] = await test.sql<{ held: number; planned: number }>(
          `SELECT count(*) FILTER (WHERE status = 'held')::int AS held, count(*) FILTER (WHERE status = 'planned' AND held_on >= $1)::int AS planned
           FROM meetings WHERE panel_id = $2`,
          [day, test.partnership.panelId],
        );
        expect(diary).toEqual({ held: 4, planned: 2 });
        const kinds = await test.sql<{ kind: string }>(
          `SELECT DISTINCT g.kind FROM meeting_attendances a JOIN meetings m ON m.id = a.meeting_id AND m.panel_id = $1
             JOIN agencies g ON g.id = a.agency_id WHERE a.status = 'present' ORDER BY g.kind`,
          [test.partnership.panelId],
        );
        expect(kinds.map(({ kind }) => kind)).toEqual(['childrens_services', 'health', 'police', 'school']);
      } finally {
        await test.stop();
      }
    },
  );
});
