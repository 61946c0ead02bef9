import { liveRoutes } from '../../architecture/live-routes';
import { visitsOf } from '../../architecture/page-visits';
import { richPartnership } from '../../architecture/rich-partnership';
import { TestApp } from '../../support/test-app';
import { checksum } from './checksum';
import { Visitor } from './visitor';

describe('asking and not sending', () => {
  let test: TestApp;
  const visitors = new Map<string, Visitor>();

  const visitor = async (email: string): Promise<Visitor> => {
    const known = visitors.get(email);
    if (known) return known;
    const made = email === 'nobody' ? new Visitor(test) : await Visitor.signedIn(test, email);
    visitors.set(email, made);
    return made;
  };

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('changes nothing: every page with something on it, every address of the API, by GET, HEAD and OPTIONS', async () => {
    const visits = visitsOf(await richPartnership(test));
    for (const [email] of visits) await visitor(email);
    const ids = await test.sql<{ id: string }>('SELECT id FROM individuals LIMIT 1');
    const before = await checksum(test);
    let opened = 0;
    for (const [email, path] of visits) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        const { status } = await (await visitor(email)).ask(`${method} ${path}`);
        if (status === 200) opened += 1;
      }
    }
    const reads = liveRoutes(test.app).filter(({ method, path }) => method === 'GET' && path.startsWith('/api/'));
    for (const { path } of reads) {
      for (const email of ['lead@scf.example', 'chair@mace.example', 'governance@sbc.example']) {
        const address = path.replace(/:\w+/g, ids[0]?.id ?? '');
        await (await visitor(email)).ask(`GET ${address}?individualId=${ids[0]?.id}`);
      }
    }
    expect(opened).toBeGreaterThan(visits.length);
    expect(await checksum(test)).toEqual(before);
  }, 120_000);
});
