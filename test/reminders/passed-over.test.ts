import { load } from 'cheerio';
import type { MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { chair, lead, manager, officer, policeManager, rungsOf } from './rungs';

const OTHER = 'member@mace.example';

describe('who stands in for somebody away and could not be told either', () => {
  let test: TestApp;
  const { scan, quiet, setStatus, lines, away, back } = rungsOf(() => test);

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterEach(async () => {
    await setStatus([officer], 'active');
    await test.sql('DELETE FROM address_bounces');
    await test.sql('DELETE FROM absences');
  });
  afterAll(() => test.stop());

  const name = async (email: string) => {
    const [user] = await test.sql<{ name: string }>('SELECT display_name AS name FROM users WHERE id = $1', [
      test.userId(email),
    ]);
    return String(user?.name);
  };
  const toldTo = async (made: MadeCase, page = 'review-date') => {
    const answer = await (await test.browse(manager)).get(`/individuals/${made.individualId}/${page}`);
    return load(answer.text)('#reminders tbody').text().replace(/\s+/g, ' ');
  };
  const inPlaceOf = async ({ scheduleId }: MadeCase) =>
    Object.fromEntries(
      (
        await test.sql<{ email: string; places: number }>(
          `SELECT u.email, coalesce(jsonb_array_length(m.also_instead_of), 0) + (m.instead_of IS NOT NULL)::integer AS places
             FROM reminders m JOIN users u ON u.id = m.recipient_id WHERE m.subject_id = $1 AND m.status = 'owed' ORDER BY 1`,
          [scheduleId],
        )
      ).map(({ email, places }) => [email, places]),
    );
  const could = async (why: string) =>
    `${await name(officer)}, who stands in for ${await name(lead)}, could not be told: ${why}.`;

  it('is named on the page that says why, with the reason: away too', async () => {
    const made = await quiet({ reviewDueOn: '2026-11-21', leadProfessional: null });
    await away([lead], officer);
    await away([officer]);
    await scan();
    expect(await lines(made)).toEqual([`${manager} due_today owed`]);
    const told = await toldTo(made);
    expect(told).toContain(`in place of ${await name(lead)}, away until further notice`);
    expect(told).toContain(await could('away too, until further notice'));
  });

  it('is named as disabled, as without mail, and when it is not open to them without a word of why', async () => {
    await away([lead], officer);
    const toldOf = async (options: { leadProfessional: string | null }) => {
      const made = await quiet({ reviewDueOn: '2026-11-21', ...options });
      await scan();
      return toldTo(made);
    };
    await setStatus([officer], 'disabled');
    expect(await toldOf({ leadProfessional: officer })).toContain(await could('the account is disabled'));
    await setStatus([officer], 'active');
    await test.sql(`INSERT INTO address_bounces (user_id, email, answer, bounced_at) VALUES ($1, $2, '550', $3)`, [
      test.userId(officer),
      officer,
      test.clock.now(),
    ]);
    expect(await toldOf({ leadProfessional: officer })).toContain(await could('the e-mail address takes no mail'));
    await test.sql('DELETE FROM address_bounces');
    const told = await toldOf({ leadProfessional: null });
    expect(told).toContain(await could('this is not open to them'));
    expect(told).not.toContain('restrict');
  });

  it('is not named when they were told, and is when nobody was: the one who is away, and that nobody in their place can be', async () => {
    const made = await quiet({ reviewDueOn: '2026-11-21', leadProfessional: null });
    await away([lead], manager);
    await scan();
    expect(await toldTo(made)).not.toContain('stands in for');
    const stuck = await quiet({ reviewDueOn: '2026-11-07' });
    await away([chair], OTHER);
    await away([OTHER]);
    await scan();
    expect(await lines(stuck)).toContain(`${chair} overdue_14_days_panel failed untold_away`);
    expect(await toldTo(stuck)).toContain(
      `${await name(OTHER)}, who stands in for ${await name(chair)}, could not be told: away too, until further notice.`,
    );
  });

  it('stands there as it was when it was told, whatever becomes of their accounts since', async () => {
    const made = await quiet({ reviewDueOn: '2026-11-21', leadProfessional: null });
    await away([lead], officer);
    await away([officer]);
    await scan();
    const before = await toldTo(made);
    expect(before).toContain(await could('away too, until further notice'));
    await setStatus([officer], 'disabled');
    expect(await toldTo(made)).toBe(before);
    await setStatus([officer], 'active');
    await test.sql('DELETE FROM absences');
    // In whose place it is says that they are back.
    expect(await toldTo(made)).toBe(before.replace('away until further notice', 'who was away then'));
  });

  it('is named on the page of a screening as well', async () => {
    const made = await quiet({ reviewDueOn: '2027-03-01', leadProfessional: null, screenedOn: '2026-05-27' });
    await away([lead], officer);
    await away([officer]);
    await scan();
    expect(await toldTo(made, 'due-dates/screening')).toContain(await could('away too, until further notice'));
  });

  it('is named also where the next one up hears a later rung of their own, until they are back', async () => {
    await away([lead]);
    const made = await quiet({ reviewDueOn: '2026-11-13', leadProfessional: officer });
    await scan();
    expect(await lines(made)).toEqual([
      `${chair} overdue_7_days_panel owed`,
      `${manager} overdue_7_days_manager owed`,
      `${policeManager} overdue_7_days_manager owed`,
      `${officer} overdue owed`,
    ]);
    expect(await toldTo(made)).toContain(`also in place of ${await name(lead)}, away until further notice`);
    // Nobody is passed over for the chair, who hears of it in any case.
    expect(await inPlaceOf(made)).toEqual({ [chair]: 0, [manager]: 1, [officer]: 0, [policeManager]: 1 });
    await back();
    await scan();
    expect(await inPlaceOf(made)).toEqual({ [chair]: 0, [lead]: 0, [manager]: 0, [officer]: 0, [policeManager]: 0 });
  });

  it('is named to the chair, each once, where the managers are away too', async () => {
    await away([lead, manager]);
    const made = await quiet({ reviewDueOn: '2026-11-13', leadProfessional: lead });
    await scan();
    expect(await lines(made)).toEqual([`${chair} overdue_7_days_manager owed`]);
    expect(await inPlaceOf(made)).toEqual({ [chair]: 2 });
  });
});
