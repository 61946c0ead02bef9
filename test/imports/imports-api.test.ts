import { makeCase } from '../factories';
import { type ApiClient, TestApp } from '../support/test-app';
import { Coordinator } from './coordinator';
import { sample, sheetOf } from './sample';

describe('imports over the API', () => {
  let test: TestApp;
  let api: ApiClient;

  beforeAll(async () => {
    test = await TestApp.start();
    api = await test.api('chair@mace.example');
  });
  afterAll(() => test.stop());

  const uploadCsv = (content: Buffer) =>
    api.send('post', '/imports').set('Content-Type', 'text/csv').send(content.toString('utf8'));

  it('takes the file as a form or as the body, and gives the same preview for the same file', async () => {
    const content = sheetOf({ Ref: 'A/1', Name: 'FORM, Body', DOB: '02/03/2010' });
    const asForm = await api.send('post', '/imports').attach('file', content, 'sheet.csv');
    const asBody = await uploadCsv(content);
    expect([asForm.status, asBody.status, asBody.body.id]).toEqual([201, 201, asForm.body.id]);
  });

  it('gives the preview, takes answers and confirms', async () => {
    const sent = await api.send('post', '/imports').attach('file', sample.content, 'cohort.csv');
    const shown = await api.get(`/imports/${sent.body.id}`);
    expect(shown.headers['etag']).toBe('"1"');
    expect(shown.body.preview.counts.rowsHeldBack).toBe(27);
    const { samePeople, owners } = shown.body.preview.questions;
    expect(owners.map((owner: { words: string }) => owner.words).sort()).toEqual([
      'PC 4417',
      'S. Bello (SCF)',
      'YJS duty',
    ]);
    const answers = { samePeople: { [samePeople[0].key]: 'one_person' }, withoutDateOfBirth: { 24: true } };
    expect((await api.patch(`/imports/${sent.body.id}`, answers)).status).toBe(428);
    const answered = await api.patch(`/imports/${sent.body.id}`, answers).set('If-Match', '"1"');
    expect(answered.status).toBe(200);
    expect(answered.body.version).toBe(2);
    expect(answered.body.preview.counts.made).toBe(shown.body.preview.counts.made + 2);
    expect((await api.patch(`/imports/${sent.body.id}`, answers).set('If-Match', '"1"')).status).toBe(409);
    const wrongKey = await api
      .post(`/imports/${sent.body.id}/confirmation`, { previewKey: '0'.repeat(32) })
      .set('If-Match', '"2"');
    expect(wrongKey.status).toBe(409);
    const done = await api
      .post(`/imports/${sent.body.id}/confirmation`, { previewKey: answered.body.preview.previewKey })
      .set('If-Match', '"2"');
    expect([done.status, done.body.made]).toEqual([201, answered.body.preview.counts.made]);
    expect((await api.get('/imports')).body.items[0].status).toBe('confirmed');
    expect((await api.post(`/imports/${sent.body.id}/confirmation`).set('If-Match', '"3"')).status).toBe(409);
  });

  it('shows every finding of the rows of a question before it is answered, on the page and over the API', async () => {
    const alike = { Name: 'ALIKE, Rowan', 'Plan date': '01/09/2026' };
    const content = sheetOf(
      { ...alike, Ref: 'A/3', DOB: '29/02/2011', 'Next review': '1/13/2026' },
      { ...alike, Ref: 'A/4', DOB: '28/02/2011', 'Next review': '10/12/2026', Sex: 'Q' },
    );
    const { id } = (await uploadCsv(content)).body;
    const { heldBack, questions } = (await api.get(`/imports/${id}`)).body.preview;
    expect(heldBack).toMatchObject([
      {
        rows: [2, 3],
        message: 'Rows 2, 3 look like the same person, but one has a date of birth that cannot be read.',
      },
    ]);
    const { findings } = questions.samePeople[0];
    expect(findings).toMatchObject(
      expect.arrayContaining(
        [
          { row: 2, field: 'date_of_birth', kind: 'error' },
          { row: 2, field: 'next_review', kind: 'error' },
          { row: 3, field: 'sex', kind: 'warning' },
        ].map((finding) => expect.objectContaining(finding)),
      ),
    );
    const page = await (await Coordinator.signIn(test)).text(`/imports/${id}`);
    for (const { row, message, mend } of findings) expect(page).toContain(`Row ${row}: ${message} ${mend}`);
    expect(page).not.toContain('lacks a date of birth');
  });

  it('shows the findings of a row that may be somebody recorded', async () => {
    await makeCase(test, { givenName: 'Known', familyName: 'Already', dateOfBirth: '2010-05-06' });
    const content = sheetOf({ Ref: 'A/9', Name: 'ALREADY, Known', DOB: '06/05/2010', 'Next review': '31/02/2026' });
    const { id } = (await uploadCsv(content)).body;
    const [question] = (await api.get(`/imports/${id}`)).body.preview.questions.alreadyRecorded;
    expect(question.findings).toMatchObject([{ row: 2, field: 'next_review', kind: 'error' }]);
    const [{ message, mend }] = question.findings;
    expect(await (await Coordinator.signIn(test)).text(`/imports/${id}`)).toContain(`Row 2: ${message} ${mend}`);
  });

  it.each<[string, object]>([
    ['owners', { owners: { abc: 5 } }],
    ['samePeople', { samePeople: { abc: 'maybe' } }],
    ['an unknown field', { sameness: {} }],
    ['a list', { owners: [] }],
  ])('refuses %s that cannot be an answer', async (_what, body) => {
    const sent = await uploadCsv(sheetOf({ Ref: 'A/1', Name: 'FORM, Body', DOB: '02/03/2010' }));
    const answer = await api.patch(`/imports/${sent.body.id}`, body).set('If-Match', '"1"');
    expect(answer.status).toBe(422);
  });

  it('refuses what is not a spreadsheet, and too much of one', async () => {
    const wrong = await uploadCsv(Buffer.from('%PDF-1.7'));
    expect([wrong.status, wrong.headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8']);
    expect((await uploadCsv(Buffer.alloc(11 * 1024 * 1024, 'a'))).status).toBe(413);
    expect((await api.send('post', '/imports').send({})).status).toBe(422);
    expect((await api.get('/imports/not-an-id')).status).toBe(404);
  });
});
