import { load } from 'cheerio';
import { PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('the band of an earlier screening', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const screened = async (individualId: string, bands: [day: string, exploitation: string, violence: string][]) => {
    for (const [screenedOn, exploitation, violence] of bands) {
      await test.sql(
        `INSERT INTO screenings (id, individual_id, screened_on, exploitation_band, violence_band, source, screened_by, agency_id, recorded_at)
         SELECT gen_random_uuid(), $1, $2, $3, $4, 'imported', u.id, u.agency_id, $5 FROM users u WHERE u.email = 'lead@scf.example'`,
        [individualId, screenedOn, exploitation, violence, test.clock.now()],
      );
    }
  };
  const overview = async (individualId: string, term: string): Promise<string> => {
    const $ = load((await (await test.browse('lead@scf.example')).get(`/individuals/${individualId}`)).text);
    return $('.govuk-summary-list__row')
      .filter((_, row) => $(row).find('dt').text().trim() === term)
      .find('dd')
      .text()
      .trim();
  };

  it('stays on the overview when a later screening asked too little to say', async () => {
    const { individualId } = await makeCase(test);
    await screened(individualId, [
      ['2026-06-01', 'significant', 'high'],
      ['2026-07-01', 'not_enough_known', 'not_enough_known'],
      ['2026-08-01', 'not_enough_known', 'not_enough_known'],
    ]);
    expect(await overview(individualId, 'Exploitation')).toBe(
      'Not enough known. Last known: Significant on 1 June 2026',
    );
    expect(await overview(individualId, 'Violence')).toBe('Not enough known. Last known: High on 1 June 2026');
  });

  it('is said beside a lower one, and not beside a higher one', async () => {
    const { individualId } = await makeCase(test);
    await screened(individualId, [
      ['2026-06-01', 'emerging', 'very_high'],
      ['2026-08-01', 'significant', 'low'],
    ]);
    expect(await overview(individualId, 'Exploitation')).toBe('Significant');
    expect(await overview(individualId, 'Violence')).toBe('Low. Before that: Very high on 1 June 2026');
  });

  it('is another person’s for nobody', async () => {
    const { individualId: other } = await makeCase(test);
    await screened(other, [['2026-06-01', 'experiencing', 'very_high']]);
    const { individualId } = await makeCase(test);
    await screened(individualId, [['2026-08-01', 'not_enough_known', 'low']]);
    expect(await overview(individualId, 'Exploitation')).toBe('Not enough known');
    expect(await overview(individualId, 'Violence')).toBe('Low');
  });

  it('is on the panel’s sheet too, beyond the two columns of now and then', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10' });
    await screened(made.individualId, [
      ['2026-06-01', 'significant', 'high'],
      ['2026-07-01', 'not_enough_known', 'not_enough_known'],
      ['2026-08-01', 'not_enough_known', 'low'],
    ]);
    const chair = await test.actor('chair@mace.example');
    const meeting = { heldOn: '2026-11-21', onRestDay: true, startsAt: '10:00', place: 'Room 1' };
    const { id: meetingId } = await test.get(PlanMeeting).run(chair, meeting);
    const [item] = await test.sql<{ id: string }>(
      'SELECT id FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
      [meetingId, made.individualId],
    );
    const page = await (await test.browse('chair@mace.example')).get(`/meetings/${meetingId}/items/${item?.id}`);
    const bands = load(page.text)('[data-qa=bands]').text();
    expect(bands).toContain('Not enough known. Last known: Significant on 1 June 2026');
    expect(bands).toContain('Low. Before that: High on 1 June 2026');
  });
});
