import { load } from 'cheerio';
import { SYSTEM_ACTOR } from '../../src/platform/access';
import { Transactions } from '../../src/platform/database';
import { KeepActivity, StartStrategyPlan } from '../../src/registers';
import { bankHolidays } from '../../src/shared/working-days';
import { TestApp } from '../support/test-app';

const CHAIR = 'chair@mace.example';
const MANAGER = 'manager@scf.example';

describe('the reminders about a line of a register', () => {
  let test: TestApp;
  let id: string;

  beforeAll(async () => {
    test = await TestApp.start();
    const chair = await test.actor(CHAIR);
    const plan = { title: 'Safer', startsOn: '2026-01-01', endsOn: '2028-12-31', reviewDueOn: '2027-06-01' };
    await test.get(StartStrategyPlan).run(chair, plan);
    ({ id } = await test.get(KeepActivity).add(chair, {
      ...{ priority: 'Data', aim: 'See', activity: 'Build it', successMeasure: 'In use' },
      agencyId: test.partnership.agencies['tvp'] ?? '',
      ownerIds: [test.userId(MANAGER)],
      ...{ startsOn: '2026-01-01', targetOn: '2026-11-25' },
    }));
    await test
      .get(Transactions)
      .act(SYSTEM_ACTOR, (tx) =>
        tx.query('SELECT owe_reminders($1, $2, 7, $3)', ['2026-11-21', '2026-11-21T08:00:00Z', bankHolidays()]),
      );
  });
  afterAll(() => test.stop());

  it('stand on its page for whoever reads the registers: who was told, and who is told next', async () => {
    const [owner] = await test.sql<{ name: string }>('SELECT display_name AS name FROM users WHERE id = $1', [
      test.userId(MANAGER),
    ]);
    for (const email of [CHAIR, 'governance@sbc.example']) {
      const page = load((await (await test.browse(email)).get(`/strategy-plan/activities/${id}`)).text);
      expect(page('#reminders tbody').text()).toMatch(
        new RegExp(`Due in 7 days\\s+${owner?.name}, .+\\s+25 November 2026\\s+Waiting to be sent`),
      );
      expect(page('#to-come tbody').text()).toMatch(/26 November 2026\s+Overdue by 1 day\s+Its owners/);
      expect(page('#to-come tbody').text()).toContain('Managers of the agency that leads it');
      expect(page('main').text()).toContain('What stays overdue is said again every 7 days');
    }
    const strategy = load((await (await test.browse(CHAIR)).get('/strategy-plan')).text);
    expect(strategy('main').text()).toMatch(/Reminders about this\s+None yet\./);
    expect(strategy('#to-come tbody').text()).toContain('The chair and coordinator');
  });

  it('are nobody else’s to read', async () => {
    const asked = (email: string) =>
      test
        .actor(email)
        .then((actor) =>
          test
            .get(Transactions)
            .act(actor, (tx) => tx.query('SELECT * FROM reminders_of_line($1, $2)', ['strategy_activity', id])),
        );
    expect(await asked('governance@sbc.example')).toHaveLength(1);
    expect(await asked('lead@scf.example')).toEqual([]);
  });
});
