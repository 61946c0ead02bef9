import { load } from 'cheerio';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { answerList, installDemonstrationTool } from './answers';

describe('the last known band, after a screening in which too little was asked', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    await installDemonstrationTool(test);
  });
  afterAll(() => test.stop());

  const GRAVE = {
    weapon_carried: 'yes',
    threat_live: 'yes',
    harm_caused: 'yes',
    harmed_weapon: 'yes',
    harm_rising: 'yes',
    threat_places: 'yes',
  };
  const screen = async (individualId: string, screenedOn: string, more: object): Promise<string> => {
    const answer = await (
      await test.api('lead@scf.example')
    ).post('/screenings', { individualId, screenedOn, ...more });
    expect(answer.status).toBe(201);
    return String(answer.body.id);
  };
  const blanks = answerList();
  const answered = (answers: Record<string, string>) =>
    blanks
      .filter(({ questionId }) => questionId in answers)
      .map(({ questionId }) => ({ questionId, answer: answers[questionId] }));
  const bands = (id: string) =>
    test.sql('SELECT violence_band, judged_violence_band, judgement_reason FROM screenings WHERE id = $1', [id]);
  const page = async (individualId: string, rest: string, who = 'lead@scf.example') =>
    load((await (await test.browse(who)).get(`/individuals/${individualId}${rest}`)).text);
  const grave = async () => {
    const { individualId } = await makeCase(test);
    const first = await screen(individualId, '2026-11-02', { answers: answerList(GRAVE) });
    expect(await bands(first)).toMatchObject([{ violence_band: 'very_high', judged_violence_band: null }]);
    return individualId;
  };

  it('stands, on the result with why, on the list and on the overview; sent twice it is one screening', async () => {
    const individualId = await grave();
    const few = { answers: answered({ weapon_carried: 'yes', harm_caused: 'no' }) };
    const id = await screen(individualId, '2026-11-20', few);
    expect(await bands(id)).toMatchObject([{ violence_band: 'not_enough_known', judged_violence_band: 'very_high' }]);
    expect(await screen(individualId, '2026-11-20', few)).toBe(id);
    const result = await page(individualId, `/screenings/${id}`);
    expect(result('[data-qa=band-violence] .app-band__words').text()).toBe('Very high');
    expect(result('[data-qa=band-violence] [data-qa=stands]').first().text()).toMatch(
      /‘Very high’ was given on 2 November 2026\. Too much was not known or not answered .* never counted as a no/,
    );
    const list = (await page(individualId, '/screenings'))('#screenings tbody').text();
    expect(list).toContain('the last known one stands');
    expect(list).not.toContain('Professional judgement');
    expect((await page(individualId, ''))('main').text()).toContain('Very high');
    // And after another one the day it was given is still the day it was given.
    const third = await screen(individualId, '2026-11-20', { answers: answered({ weapon_carried: 'no' }) });
    expect(await bands(third)).toMatchObject([{ judged_violence_band: 'very_high' }]);
    expect(
      (await page(individualId, `/screenings/${third}`))('[data-qa=band-violence] [data-qa=stands]').first().text(),
    ).toContain('2 November');
  });

  it('gives way to a lower one by a second person’s agreement alone', async () => {
    const individualId = await grave();
    const id = await screen(individualId, '2026-11-20', {
      answers: answered({ weapon_carried: 'no', harm_caused: 'no' }),
      judgedViolenceBand: 'medium',
      judgementReason: 'They moved away and nothing has happened since',
    });
    expect(await bands(id)).toMatchObject([{ violence_band: 'not_enough_known', judged_violence_band: 'very_high' }]);
    const waiting = await page(individualId, `/screenings/${id}/agreement`, 'manager@scf.example');
    expect(waiting('[data-qa=lowered-violence]').text().replace(/\s+/g, ' ')).toMatch(
      /The answers give Not enough known Judged lower Medium Counts until you decide Very high/,
    );
    const manager = await test.browse('manager@scf.example');
    const agreement = `/individuals/${individualId}/screenings/${id}/agreement`;
    const saved = await manager.submit(agreement, { decision: 'agreed', reason: 'I know the family' }, agreement);
    expect(saved.status).toBe(303);
    expect(await bands(id)).toMatchObject([{ violence_band: 'not_enough_known', judged_violence_band: 'medium' }]);
    expect((await page(individualId, `/screenings/${id}`))('[data-qa=band-violence] [data-qa=stands]')).toHaveLength(0);
  });

  it('is passed by what the answers reach, however few, and by a lower band of a screening that asked enough', async () => {
    const individualId = await grave();
    const lower = await screen(individualId, '2026-11-19', { answers: answerList({ weapon_carried: 'yes' }) });
    expect(await bands(lower)).toMatchObject([{ violence_band: 'medium', judged_violence_band: null }]);
    const higher = await screen(individualId, '2026-11-20', {
      answers: answered({ weapon_carried: 'yes', threat_live: 'yes', harm_caused: 'yes' }),
    });
    expect(await bands(higher)).toMatchObject([{ violence_band: 'high', judged_violence_band: null }]);
  });
});
