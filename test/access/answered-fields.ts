import type { Role } from '../../src/platform/access';
import { liveRoutes } from '../architecture/live-routes';
import { ROUTES } from '../architecture/route-census';
import type { Ground } from './assert-cells';
import { expectedOf } from './cells';
import { inBatches } from './in-batches';
import { MATRIX } from './matrix';
import { askedAbout } from './requests';
import type { Person } from './world-people';

/** What one person was answered at one address: the fields that held a value, as “part.field”. */
export interface Answered {
  route: string;
  person: Person;
  fields: string[];
}

/** Asks every address of the API that reads, as everybody whom the matrix lets in to the record that is open to most. */
export async function answeredFields(ground: Ground): Promise<Answered[]> {
  const reading = liveRoutes(ground.test.app)
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => route.startsWith('GET /api/') && ROUTES[route] !== 'public');
  const asked = reading.flatMap((route) =>
    ground.world.people.filter((person) => isLetIn(route, person)).map((person) => ({ route, person })),
  );
  const answered: Answered[] = [];
  await inBatches(asked, 8, async ({ route, person }) => {
    const path = await addressOf(ground, route, person);
    if (path === undefined) return;
    const answer = await ground.knocker.ask(person, route, { path });
    const isJson = answer.status === 200 && /^[{[]/.test(answer.text);
    if (isJson)
      answered.push({ route, person, fields: [...new Set(fieldsOf(JSON.parse(answer.text), partOf(route)))].sort() });
  });
  return answered;
}

function isLetIn(route: string, person: Person): boolean {
  const admitted = ROUTES[route];
  if (admitted === undefined || admitted === 'public' || !admitted.includes(person.role)) return false;
  const line = MATRIX.find(({ routes }) => routes.includes(route));
  return line === undefined || expectedOf(line, route, 'normal', person) === 'allowed';
}

/** About the record where the address is of a record; of anything else the first that the list of it shows. */
async function addressOf({ knocker, world }: Ground, route: string, person: Person): Promise<string | undefined> {
  const [, path = ''] = route.split(' ');
  const isOfARecord = MATRIX.some(({ routes }) => routes.includes(route)) || !path.includes('/:');
  if (isOfARecord) return askedAbout(route, world.records.normal, world, person).path;
  const list = await knocker.ask(person, route, { path: path.slice(0, path.indexOf('/:')) });
  const first = list.status === 200 ? JSON.parse(list.text).items?.[0] : undefined;
  return first && path.replace(/:\w+/, first.id ?? first.code ?? first.rule);
}

/** “/api/v1/plans/:id/editions/:number” is about plans/editions. */
const partOf = (route: string): string =>
  route
    .replace('GET /api/v1/', '')
    .split('/')
    .filter((part) => !part.startsWith(':'))
    .join('/');

/** A field that is empty says nothing; one within a list or an object is named after what holds it. */
function fieldsOf(value: unknown, part: string, key = ''): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((one) => fieldsOf(one, part, key));
  if (typeof value !== 'object') return [`${part}.${key}`];
  // Answers of a screening stand under the ids of its questions: those are data, not names of fields.
  const isList = key === '' || key === 'items' || part === 'questions';
  return Object.entries(value).flatMap(([name, one]) => fieldsOf(one, isList ? part : key, name));
}

/** The roles that each field reached. */
export function rolesByField(answered: readonly Answered[]): Map<string, Set<Role>> {
  const reached = new Map<string, Set<Role>>();
  for (const { fields, person } of answered) {
    for (const field of fields) reached.set(field, (reached.get(field) ?? new Set()).add(person.role));
  }
  return reached;
}
