import { type Answered, answeredFields, rolesByField } from './answered-fields';
import { Ground } from './assert-cells';
import { FIELDS } from './fields';
import { MATRIX } from './matrix';

/** Agreed to by the agency that supplied it, so that a manager of another sees none. */
const BY_ONES_AGENCY = 'GET /api/v1/individuals/:id/passing-on-agreements';

describe('the fields of an answer', () => {
  let ground: Ground;
  let answered: Answered[];

  beforeAll(async () => {
    ground = await Ground.open();
    answered = await answeredFields(ground);
  }, 120_000);
  afterAll(() => ground.close());

  it('reach the roles of the table and no other, each of them, in every answer of the API', () => {
    const said = FIELDS.flatMap(({ to, fields }) =>
      Object.entries(fields).flatMap(([part, names]) =>
        names.split(' ').map((name) => `${part}.${name}: ${[...to].sort().join(' ')}`),
      ),
    );
    const found = [...rolesByField(answered)].map(([field, roles]) => `${field}: ${[...roles].sort().join(' ')}`);
    expect(found.filter((line) => !said.includes(line)).sort()).toEqual([]);
    expect(said.filter((line) => !found.includes(line)).sort()).toEqual([]);
    expect(said.filter((line, at) => said.indexOf(line) !== at)).toEqual([]);
  });

  it('are the same for everybody who sees the record, whatever lets them see it', () => {
    const routes = MATRIX.flatMap((line) => line.routes).filter((route) => route !== BY_ONES_AGENCY);
    const differing: string[] = [];
    let compared = 0;
    for (const route of routes) {
      const [first, ...others] = answered.filter((one) => one.route === route);
      for (const other of others) {
        compared += 1;
        if (other.fields.join() !== first?.fields.join()) differing.push(`${route}: ${other.person.email}`);
      }
    }
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(150);
  });
});
