import { load } from 'cheerio';
import { SYSTEM_ACTOR } from '../../src/platform/access';
import { Transactions } from '../../src/platform/database';
import { demonstrationTool } from '../../src/screenings';
import { type PageClient, TestApp } from '../support/test-app';
import { filledForm, installDemonstrationTool, newQuestion as question } from './answers';

const CHAIR = 'chair@mace.example';
const ADMINISTRATOR = 'administrator@sbc.example';

describe('drafting a screening tool', () => {
  let test: TestApp;
  let chair: PageClient;
  let administrator: PageClient;
  let inForceId: string;
  let draft: string;

  beforeAll(async () => {
    test = await TestApp.start();
    inForceId = await installDemonstrationTool(test);
    chair = await test.browse(CHAIR);
    administrator = await test.browse(ADMINISTRATOR);
    draft = await started(chair);
  });
  afterAll(() => test.stop());

  const tool = (id: string) => `/screening-tools/${id}`;
  const started = async (client: PageClient): Promise<string> =>
    String((await client.submit(`${tool(inForceId)}/drafts`, {}, tool(inForceId))).headers['location']);
  const definition = async () => {
    const [row] = await test.sql<{ definition: typeof demonstrationTool; version: number; drafted_by: string[] }>(
      'SELECT definition, version, drafted_by FROM screening_tool_versions WHERE id = $1',
      [draft.split('/').at(-1)],
    );
    if (!row) throw new Error('There is no draft.');
    return row;
  };

  it('begins as a copy under the next number, once', async () => {
    const { definition: own } = await definition();
    expect(own).toEqual({ ...demonstrationTool, version: 2 });
    const again = await chair.submit(`${tool(inForceId)}/drafts`, {}, tool(inForceId));
    expect(again.status).toBe(409);
    expect(again.text).toContain('There is a draft of this tool already');
  });

  it('adds, changes, moves and removes a question without a script', async () => {
    const parts = `${draft}/parts/questions`;
    const form = `${parts}/new`;
    const added = await chair.submit(parts, { ...question, code: 'away_sleep' }, form);
    expect([added.status, added.headers['location']]).toEqual([303, draft]);
    expect((await chair.get(draft)).text).toContain('must say what it is based on');
    const one = `${parts}/away_sleep`;
    await chair.submit(one, { ...question, domainId: 'people', weight: '3', more: 'isHighIndicator' }, one);
    await chair.submit(`${one}/position`, { direction: 'up' }, one);
    const people = (await definition()).definition.domains.find(({ id }) => id === 'people')?.questions ?? [];
    expect(people.at(-2)).toEqual({
      id: 'away_sleep',
      text: question.text,
      help: question.help,
      answers: 'graded_unknown',
      axes: ['exploitation'],
      weight: 3,
      isHighIndicator: true,
    });
    await chair.submit(`${one}/removal`, {}, one);
    expect((await definition()).definition).toEqual({ ...demonstrationTool, version: 2 });
  });

  it('changes domains, strengths, triggers, bands and the purpose', async () => {
    const save = async (path: string, fields: Record<string, string>, form = path) => {
      const answer = await chair.submit(`${draft}/parts/${path}`, fields, `${draft}/parts/${form}`);
      expect([path, answer.status]).toEqual([path, 303]);
    };
    await save('domains', { code: 'internet', title: 'Online' }, 'domains/new');
    await save('domains/internet', { title: 'Online life' });
    await save('questions', { ...question, code: 'online_secret', domainId: 'internet', more: '' }, 'questions/new');
    await save('strengths', { code: 'strength_music', text: 'They make music', help: '' }, 'strengths/new');
    await save(
      'triggers',
      { code: 'secret', gives: 'exploitation.emerging', which: 'listed', questions: 'online_secret', ageAtMost: '15' },
      'triggers/new',
    );
    await save('about/tool', { title: 'Our tool', purpose: 'For us', possibleShare: '1' });
    await save('axes/exploitation', {
      title: 'Exploitation',
      kind: 'weighted_sum',
      label_none_identified: 'None seen',
      used_emerging: 'yes',
      label_emerging: 'Emerging',
      fromPoints_emerging: '4',
      used_significant: 'yes',
      label_significant: 'Significant',
      fromPoints_significant: '9',
      used_experiencing: 'no',
    });
    const { definition: own, drafted_by: by } = await definition();
    expect(own).toMatchObject({ key: 'demonstration', version: 2, title: 'Our tool', possibleShare: 1 });
    expect(own.domains.at(-1)).toMatchObject({ title: 'Online life', questions: [{ id: 'online_secret' }] });
    expect(own.axes.exploitation.triggers.at(-1)).toEqual({
      id: 'secret',
      questions: ['online_secret'],
      ageAtMost: 15,
      atLeast: 'emerging',
    });
    expect(own.axes.exploitation.scoring.bands.map(({ label }) => label)).toEqual([
      'None seen',
      'Emerging',
      'Significant',
    ]);
    expect(by).toEqual([test.userId(CHAIR)]);
  });

  it.each([
    ['a code used already', 'questions', { code: 'away_far' }, 'This code is used already'],
    ['a malformed code', 'questions', { code: 'Away far' }, 'Code must be lower-case letters'],
    ['points that are no number', 'questions', { code: 'new_one', weight: 'many' }, 'Points must be a whole number'],
    ['a question on no axis', 'questions', { code: 'new_one', axes: '' }, 'Select what it counts towards'],
    ['half a recency window', 'questions', { code: 'new_one', recencyMonths: '6' }, 'Enter both the months'],
    ['a hidden character', 'questions', { code: 'new_one', text: 'NUL \u0000' }, 'hidden character'],
  ])('refuses %s and keeps what was typed', async (_what, kind, change, words) => {
    const fields = { ...question, ...change };
    const sent = Object.fromEntries(
      Object.entries(fields).filter(([name, value]) => !(name === 'axes' && value === '')),
    );
    const answer = await chair.submit(`${draft}/parts/${kind}`, sent, `${draft}/parts/${kind}/new`);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(load(answer.text)('#help').val()).toBe('Ask where.');
  });

  it('tells the second of two editors that the draft changed, and keeps what was typed', async () => {
    const path = `${draft}/parts/questions/away_far`;
    const seen = await administrator.hiddenFields(path, path);
    const { version } = await definition();
    await chair.submit(path, { ...question, text: 'Changed first?' }, path);
    const answer = await administrator.post(path, { ...seen, ...question, text: 'Changed second?' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('This changed after you opened it');
    const $ = load(answer.text);
    expect($('#text').val()).toBe('Changed second?');
    expect($('main form').first().find('[name=version]').val()).toBe(String(version + 1));
    expect(JSON.stringify((await definition()).definition)).not.toContain('Changed second?');
  });

  it('refuses to remove a part of the form with questions in it', async () => {
    const path = `${draft}/parts/domains/away`;
    const answer = await chair.submit(`${path}/removal`, {}, path);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Move or remove the questions of this part first');
  });

  it('shows the form as a practitioner would see it, and sends nothing', async () => {
    const $ = load((await chair.get(`${draft}/preview`)).text);
    expect($('main form')).toHaveLength(0);
    expect($('main').text()).toContain('Do they sleep somewhere nobody knows?');
    expect(
      $('[name="answers[online_secret][answer]"]')
        .map((_, input) => $(input).val())
        .get(),
    ).toEqual(['no', 'low', 'medium', 'high', 'unknown']);
  });

  it('tries answers out, traced to every point, and keeps them as an example that is run again', async () => {
    const trial = `${draft}/trial`;
    const {
      judgedExploitationBand: _e,
      judgedViolenceBand: _v,
      judgementReason: _r,
      ...all
    } = filledForm({ made_to_carry: 'yes' });
    const typed = Object.fromEntries(
      Object.entries(all).filter(([name]) => !name.startsWith('protectiveFactors') && !name.endsWith('[evidence]')),
    );
    const shown = await chair.submit(
      trial,
      { ...typed, 'answers[online_secret][answer]': 'high', age: '16', title: '', step: 'try' },
      trial,
    );
    expect(shown.status).toBe(200);
    const $ = load(shown.text);
    expect($('[data-qa=band-exploitation] .app-band__words').text()).toBe('Significant');
    expect($('[data-qa=points-exploitation] tbody').text()).toMatch(
      /carry, hide.*6\s.*nobody knows.*High, counted three times: worth 2\.\s*6\s/s,
    );
    const kept = await chair.submit(trial, { ...typed, age: '16', title: 'Carries for others', step: 'keep' }, trial);
    expect(kept.status).toBe(303);
    expect(load((await chair.get(trial)).text)('[data-qa=example]').text()).toContain('As expected');
    const path = `${draft}/parts/questions/made_to_carry`;
    const fields = { ...question, domainId: 'work', answers: 'yes_no_possible_unknown', more: '', weight: '1' };
    const domain = demonstrationTool.domains.find(({ questions }) =>
      questions.some(({ id }) => id === 'made_to_carry'),
    );
    await chair.submit(path, { ...fields, domainId: domain?.id ?? '' }, path);
    const differs = load((await chair.get(trial)).text);
    expect(differs('[data-qa=example]').text()).toMatch(/Different.*Gives exploitation/s);
    expect((await chair.get(draft)).text).toContain('The example “Carries for others” does not give what it must');
    const accept = differs('[data-qa=example] form').first().attr('action') ?? '';
    await chair.submit(accept, {}, trial);
    expect(load((await chair.get(trial)).text)('[data-qa=example]').text()).toContain('As expected');
  });

  it('says what differs from the version before', async () => {
    const text = load((await chair.get(`${draft}/comparison`)).text)('main').text();
    expect(text).toMatch(/Asked anew\s+Do they sleep somewhere.*Counted otherwise/s);
    expect(text).toContain('points of the two versions cannot be put side by side');
  });

  it('opens to nobody else', async () => {
    for (const email of ['lead@scf.example', 'manager@scf.example', 'member@mace.example', 'governance@sbc.example']) {
      const client = await test.browse(email);
      for (const path of ['/screening-tools', draft, `${draft}/trial`])
        expect((await client.get(path)).status).toBe(403);
      expect((await client.get('/help')).text).not.toContain('href="/screening-tools"');
    }
    expect((await administrator.get('/help')).text).toContain('href="/screening-tools"');
  });

  it('is frozen by the database once it was in force, and put in force by nobody alone', async () => {
    const change = (id: string | undefined, set: string) =>
      test.sql(`UPDATE screening_tool_versions SET ${set}, version = version + 1 WHERE id = $1`, [id]);
    await expect(change(inForceId, `definition = '{}'`)).rejects.toThrow('never changes');
    await expect(change(inForceId, `number = 9`)).rejects.toThrow('never changes');
    await expect(test.sql('DELETE FROM screening_tool_versions WHERE id = $1', [inForceId])).rejects.toThrow(
      'never changes',
    );
    await expect(change(draft.split('/').at(-1), `status = 'in_force', in_force_on = '2026-11-21'`)).rejects.toThrow(
      /second person/,
    );
    const lead = await test.actor('lead@scf.example');
    const forged = await test
      .get(Transactions)
      .act(lead, (tx) =>
        tx.query(`UPDATE screening_tool_versions SET status = 'draft', version = version + 1 RETURNING id`),
      );
    expect(forged.flat()).not.toContainEqual(expect.objectContaining({ id: expect.any(String) }));
    expect(SYSTEM_ACTOR.roles).not.toContain('panel_chair');
  });
});
