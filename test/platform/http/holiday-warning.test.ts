import { load } from 'cheerio';
import request from 'supertest';
import { TEST_NOW, TestApp } from '../../support/test-app';

const WARNED = ['manager@scf.example', 'chair@mace.example', 'administrator@sbc.example'];
const NOT_THEIRS = ['lead@scf.example', 'governance@sbc.example'];

describe('the end of the bank holidays that the service knows', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterEach(() => test.clock.set(new Date(TEST_NOW)));
  afterAll(() => test.stop());

  const warning = async (email: string): Promise<string> => {
    const page = await (await test.browse(email)).get('/account');
    expect([email, page.status]).toEqual([email, 200]);
    return load(page.text)('[aria-labelledby=service-warning]').text().replace(/\s+/g, ' ').trim();
  };
  const health = async () => (await request(test.app.getHttpServer()).get('/health/ready')).body;

  it('is not spoken of while it is more than a year away', async () => {
    for (const email of [...WARNED, ...NOT_THEIRS]) expect(await warning(email)).toBe('');
    expect(await health()).not.toHaveProperty('bankHolidays');
  });

  it.each([
    ['2028-01-10T09:00:00Z', 'end on 31 December 2028'],
    ['2029-01-02T09:00:00Z', 'ended on 31 December 2028'],
  ])('is said on %s to those who can have it mended, and by the health page', async (now, words) => {
    test.clock.set(new Date(now));
    for (const email of WARNED) expect(await warning(email)).toContain(words);
    for (const email of NOT_THEIRS) expect(await warning(email)).toBe('');
    expect(await health()).toMatchObject({ bankHolidays: 'ending' });
  });
});
