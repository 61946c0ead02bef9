import { Transactions } from '../../src/platform/database';
import { DisableUser, RecordAbsence } from '../../src/users';
import { EnableUser } from '../../src/users/enable-user';
import { Rounds } from '../../src/reminders/jobs/rounds';
import { RemindersTest } from './support/reminders-test';
import { until } from './support/until';

const lead = 'lead@scf.example';
const manager = 'manager@scf.example';
const administrator = 'administrator@sbc.example';

/** What the API says of one time a reminder was said. */
interface Said {
  result: string;
  owedAt: string;
  saidAt: string;
  messageId: string;
  inPlaceOf: { id: string; reason: string; awayUntil: string | null }[];
}

describe('every saying of a reminder is kept', () => {
  let test: RemindersTest;

  beforeAll(async () => {
    test = await RemindersTest.start();
    await test.startWorker();
  });
  afterAll(() => test.stop());
  afterEach(() => test.endEverything());

  const whyPage = async (individualId: string): Promise<string> => {
    const page = await (await test.app.browse(manager)).get(`/individuals/${individualId}/review-date`);
    return page.text.replace(/\s+/g, ' ');
  };
  const toManager = async (individualId: string) => {
    const answer = await (await test.app.api(manager)).get('/reminders');
    const { items } = answer.body as {
      items: { individualId: string; kind: string; timesSaid: number; sayings: Said[] }[];
    };
    return items.filter((one) => one.individualId === individualId && one.kind === 'review');
  };
  const away = async (email: string, endsOn: string, delegate?: string) =>
    test.app.get(RecordAbsence).run(await test.app.actor(email), {
      kind: 'leave',
      startsOn: '2026-11-20',
      endsOn,
      ...(delegate === undefined ? {} : { delegateId: test.app.userId(delegate) }),
    });

  it('says both days of what was said again, in whose place each time, on the page of the date and in the API', async () => {
    await away(lead, '2026-11-30', manager);
    const made = await test.makeCase({ leadProfessional: lead, planOwner: lead, reviewDueOn: '2026-11-13' });
    await test.settled(made.scheduleId);
    test.app.clock.set('2026-12-12T09:00:00Z');
    try {
      await test.until('it has been said again', async () => {
        const [row] = await test.app.sql<{ most: number }>(
          `SELECT max(times_said) AS most FROM reminders WHERE subject_id = $1 AND status = 'sent' AND recipient_id = $2`,
          [made.scheduleId, test.app.userId(manager)],
        );
        return row?.most === 2;
      });
      const twice = (await toManager(made.individualId)).filter(({ timesSaid }) => timesSaid === 2);
      expect(twice).not.toEqual([]);
      for (const { sayings } of twice) {
        expect(sayings.map(({ result, saidAt }) => [result, saidAt.slice(0, 10)])).toEqual([
          ['sent', '2026-11-21'],
          ['sent', '2026-12-12'],
        ]);
        expect(sayings.map(({ owedAt }) => owedAt.slice(0, 10))).toEqual(['2026-11-21', '2026-12-12']);
        expect(new Set(sayings.map(({ messageId }) => messageId)).size).toBe(2);
      }
      const page = await whyPage(made.individualId);
      expect(page).toMatch(/Sent 21 November 2026[^<]*, again 12 December 2026/);
      const inbox = (await (await test.app.browse(manager)).get('/reminders')).text;
      expect(inbox).toMatch(/Sent 21 November 2026[^<]*, again 12 December 2026/);
    } finally {
      test.app.clock.set('2026-11-21T09:00:00Z');
    }
  });

  it('keeps why it was in somebody’s place when that changes before and after it was sent', async () => {
    await away(lead, '2026-11-30', manager);
    test.mailbox.behaviour = 'away';
    const made = await test.makeCase({ leadProfessional: lead, planOwner: null, reviewDueOn: '2026-11-21' });
    try {
      await test.tried(made.scheduleId);
      expect(await whyPage(made.individualId)).toContain('in place of Lena Marsh, who is away until 30 November 2026');
      await test.app.get(DisableUser).run(await test.app.actor(administrator), {
        userId: test.app.userId(lead),
        version: await versionOf(lead),
        reason: 'Left',
      });
      await until('the row says so', async () => {
        await test.work(Rounds).run();
        return (await test.reminders(made.scheduleId)).some((row) => row.redirect_reason === 'disabled');
      });
      expect((await test.reminders(made.scheduleId)).find((row) => row.email === manager)).toMatchObject({
        redirect_reason: 'disabled',
        away_until: null,
      });
      const page = await whyPage(made.individualId);
      expect(page).toContain('in place of Lena Marsh, whose account was disabled');
      expect(page).not.toContain('disabled until');
      expect(page).toContain('Waited before in place of Lena Marsh, who is away until 30 November 2026');
    } finally {
      test.mailbox.behaviour = 'accept';
      await test.app.get(EnableUser).run(await test.app.actor(administrator), {
        userId: test.app.userId(lead),
        version: await versionOf(lead),
        reason: 'Came back',
      });
    }
  });

  it('shows nobody a saying of a reminder they may not see, and lets nobody change one', async () => {
    const made = await test.makeCase({ leadProfessional: lead, planOwner: lead, reviewDueOn: '2026-11-13' });
    await test.settled(made.scheduleId);
    const seenBy = async (email: string): Promise<number | undefined> => {
      const rows = await test.app
        .get(Transactions)
        .act(await test.app.actor(email), (tx) =>
          tx.query<{ n: number }>(
            `SELECT coalesce(sum(jsonb_array_length(sayings_of_reminder(y.reminder_id))), 0)::int AS n FROM reminder_sayings y WHERE y.reminder_id = ANY ($1)`,
            [ids],
          ),
        );
      return rows[0]?.n;
    };
    const ids = (
      await test.app.sql<{ id: string }>('SELECT id FROM reminders WHERE subject_id = $1', [made.scheduleId])
    ).map(({ id }) => id);
    expect(await seenBy(manager)).toBeGreaterThan(0);
    expect(await seenBy('dsl@school.example')).toBe(0);
    expect(await seenBy(administrator)).toBe(0);
    const rights = await test.app.sql<{ right: string }>(
      `SELECT privilege_type AS right FROM information_schema.role_table_grants WHERE table_name = 'reminder_sayings' AND grantee = 'cohort_app'`,
    );
    expect(rights).toEqual([{ right: 'SELECT' }]);
  });

  const versionOf = async (email: string): Promise<number> => {
    const [row] = await test.app.sql<{ version: number }>('SELECT version FROM users WHERE email = $1', [email]);
    return row?.version ?? 0;
  };
});
