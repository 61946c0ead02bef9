import type { Actor, Role } from '../../../src/platform/access';
import { SystemClock } from '../../../src/shared/clock';
import type { BenchDatabase } from './bench-database';
import { AGENCIES } from './fill';
import { LimitServer, load, type LoadFound, type LoadOrder } from './bench-processes';
import { cookieOf, tokenOf } from './sign-in';
import { type Line, medianOf, ratioOf, sayHead, sayLine } from './table';
import { limitOfReview, readingWorks, reviewable, reviewBody, type Work } from './works';

export interface Plan {
  url: string;
  rounds: number;
  seconds: number;
  connections: number;
}

export const MANAGER = 'manager3@bench.example';
const MANY_CONNECTIONS = 64;

/** Every line of the table, the service and the limit in turns, so that what else the machine does is in both. */
export async function measured(database: BenchDatabase, plan: Plan): Promise<Line[]> {
  const manager = await actorOf(database, MANAGER);
  const today = new SystemClock().today();
  const admin = await database.connect();
  const individualIds = await reviewable(admin, manager.agencyId, 200);
  const authorization = `Bearer ${await tokenOf(plan.url, MANAGER)}`;
  const toReview = new Map<string, Review>();
  for (let agency = 0; agency < AGENCIES; agency += 1) {
    const { agencyId, email } = await actorOf(database, `manager${agency}@bench.example`);
    const headers = { authorization: `Bearer ${await tokenOf(plan.url, email)}`, 'content-type': 'application/json' };
    const ids = await reviewable(admin, agencyId, 5_000);
    for (const id of ids) toReview.set(id, { headers, body: JSON.stringify(reviewBody(id, today)) });
  }
  await admin.end();
  const works = readingWorks({ manager, authorization, today, individualIds });
  const limit = await LimitServer.start({
    databaseUrl: database.adminUrl,
    works: Object.fromEntries(works.map((work) => [`/${work.name}`, limitWork(work)])),
    review: limitOfReview(manager, today),
  });
  const people = await signedIn(plan.url);
  sayHead(plan.connections);
  try {
    const lines: Line[] = [];
    const add = (line: Line): void => {
      lines.push(line);
      sayLine(line);
    };
    for (const work of works) add(await readingLine(work, limit.url, plan));
    add(await reviewLine([...toReview.values()], limit.url, plan));
    for (const person of people) add(await pageLine(person, plan));
    return lines;
  } finally {
    await limit.stop();
  }
}

/** Texts once, values for each way to ask. */
const limitWork = ({ statements }: Work): object => ({
  statements: statements[0]?.map(({ name, text }) => ({ name, text })),
  variants: statements.map((list) => list.map(({ values }) => values ?? [])),
});

async function readingLine(work: Work, limitUrl: string, plan: Plan): Promise<Line> {
  const { connections, seconds } = plan;
  const limit = [{ method: 'GET', path: `/${work.name}` }];
  const { ours, limits } = await inTurns(
    plan.rounds,
    () => load({ url: plan.url, connections, seconds, requests: work.requests }),
    () => load({ url: limitUrl, connections, seconds, requests: limit }),
  );
  const line = lineOf(work, ours, limits);
  if (work.name === 'W1' || work.name === 'W3') line.musts.push(atMost('p99', line.ours.p99, 50));
  if (work.name === 'W5') line.musts.push(atMost('p50 of one at a time', await alone(plan.url, work.requests), 5));
  if (work.name === 'W2') line.musts.push(atMost('its page, one at a time, p50', await casePage(plan, work), 20));
  return line;
}

interface Review {
  headers: Record<string, string>;
  body: string;
}

/** Each side and each turn writes to cases of its own: what was reviewed today is not reviewed again. */
async function reviewLine(reviews: Review[], limitUrl: string, plan: Plan): Promise<Line> {
  const { connections, rounds } = plan;
  const parts = 2 * (rounds + 1);
  let part = 0;
  const turn = (url: string, path: string): Promise<LoadFound> => {
    const requests = reviews.filter((_, at) => at % parts === part).map((one) => ({ method: 'POST', path, ...one }));
    part += 1;
    return load({ url, connections, amount: requests.length, requests });
  };
  const { ours, limits } = await inTurns(
    rounds,
    () => turn(plan.url, '/api/v1/reviews'),
    () => turn(limitUrl, '/W4'),
  );
  const what = 'record a review: validation, audit, outbox';
  return lineOf({ name: 'W4', what, least: 0.5 }, ours, limits);
}

interface SignedIn {
  who: string;
  page: LoadOrder['requests'];
  json: LoadOrder['requests'];
}

/** All of them before any load: a password is checked slowly, and not at all while pages keep the machine busy. */
async function signedIn(url: string): Promise<SignedIn[]> {
  const people = [
    { who: 'lead', email: 'worker300000@bench.example', page: '/individuals', json: '/api/v1/individuals?mine=true' },
    { who: 'manager', email: MANAGER, page: '/reviews', json: '/api/v1/review-schedules?status=active' },
    { who: 'panel', email: 'chair3@bench.example', page: '/meetings', json: '/api/v1/meetings' },
  ];
  const ready: SignedIn[] = [];
  for (const { who, email, page, json } of people) {
    const [cookie, token] = [await cookieOf(url, email), await tokenOf(url, email)];
    ready.push({
      who,
      page: [{ method: 'GET', path: page, headers: { cookie } }],
      json: [{ method: 'GET', path: json, headers: { authorization: `Bearer ${token}` } }],
    });
  }
  return ready;
}

/** The three people's home pages as HTML, beside the same as JSON by the API. */
async function pageLine({ who, page, json }: SignedIn, { url, rounds, seconds, connections }: Plan): Promise<Line> {
  const { ours, limits } = await inTurns(
    rounds,
    () => load({ url, connections, seconds, requests: page }),
    () => load({ url, connections, seconds, requests: json }),
  );
  const many = await load({ url, connections: MANY_CONNECTIONS, seconds, requests: page });
  const line = lineOf({ name: 'W7', what: `${who}’s home as HTML beside its list as JSON`, least: 0.5 }, ours, limits);
  line.musts.push(atMost(`p99 at ${MANY_CONNECTIONS} connections`, many.p99, 100));
  line.ours.failed += many.failed;
  return line;
}

/** What one alone waits, without a queue before it: the time of the service and the database. */
export async function alone(url: string, requests: LoadOrder['requests']): Promise<number> {
  const { perSecond } = await load({ url, connections: 1, seconds: 3, requests });
  return 1_000 / perSecond;
}

async function casePage({ url }: Plan, { requests }: Work): Promise<number> {
  const cookie = await cookieOf(url, MANAGER);
  const pages = requests.map(({ path }) => ({
    method: 'GET',
    path: `${path.replace('/api/v1', '').replace('/case-file', '')}/plan`,
    headers: { cookie },
  }));
  return alone(url, pages);
}

async function inTurns(
  rounds: number,
  one: () => Promise<LoadFound>,
  other: () => Promise<LoadFound>,
): Promise<{ ours: LoadFound[]; limits: LoadFound[] }> {
  const found: { ours: LoadFound[]; limits: LoadFound[] } = { ours: [], limits: [] };
  // A first one to each, so that statements are prepared and code is warm.
  for (let round = 0; round <= rounds; round += 1) {
    const [ours, limit] = [await one(), await other()];
    if (round > 0) found.ours.push(ours);
    if (round > 0) found.limits.push(limit);
  }
  return found;
}

function lineOf(
  { name, what, least }: Pick<Work, 'name' | 'what' | 'least'>,
  ours: LoadFound[],
  limits: LoadFound[],
): Line {
  const ratio = ratioOf(ours, limits);
  const must: [string, boolean] = [`${ratio.toFixed(2)} of the limit, at least ${least}`, ratio >= least];
  return { name, what, ours: medianOf(ours), limit: medianOf(limits), musts: [must] };
}

const atMost = (what: string, found: number, most: number): [string, boolean] => [
  `${what} ${found.toFixed(1)} ms, under ${most}`,
  found < most,
];

async function actorOf(database: BenchDatabase, email: string): Promise<Actor> {
  const [row] = await database.sql<Omit<Actor, 'roles'> & { roles: Role[] }>(
    `SELECT a.user_id AS "userId", a.display_name AS "displayName", a.email, a.roles, a.agency_id AS "agencyId",
            a.agency_name AS "agencyName", a.agency_kind AS "agencyKind", a.access_keys AS "accessKeys"
       FROM users u CROSS JOIN LATERAL actor_for_user(u.id) a WHERE u.email = $1`,
    [email],
  );
  if (!row) throw new Error(`Nobody has the address ${email}`);
  return row;
}
