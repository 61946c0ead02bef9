import fc from 'fast-check';
import { mayStandBeside } from './beside-own';
import { STANDARD_RULE } from './small-numbers';

const OWN = 'own';
const BANDS = ['10_to_13', '14_to_15', '16_to_17'];

interface Person {
  agency: string;
  band: string;
  isMet: boolean;
}

const agenciesOf = (people: readonly Person[]) =>
  [...new Set(people.map(({ agency }) => agency))].map((key) => ({
    key,
    total: people.filter(({ agency }) => agency === key).length,
  }));
const metOf = (people: readonly Person[], agency: string): number =>
  people.filter((person) => person.agency === agency && person.isMet).length;

/** Everything a manager could ever read or count, as if nothing were rounded: their own people, and the whole by band and by met. */
const viewOf = (people: readonly Person[]): string =>
  JSON.stringify([
    people.filter(({ agency }) => agency === OWN).map(({ band, isMet }) => `${band} ${isMet}`),
    ...BANDS.flatMap((band) =>
      [true, false].map((isMet) => people.filter((person) => person.band === band && person.isMet === isMet).length),
    ),
    agenciesOf(people)
      .filter(({ key }) => key !== OWN)
      .reduce((sum, { total }) => sum + total, 0),
  ]);

/** What another agency may have met besides, as far as the manager can tell: where somebody is with one of the others instead. */
function metElsewhere(people: readonly Person[], agency: string): Set<number> {
  const found = new Set([metOf(people, agency)]);
  const others = people.flatMap((one, at) => (one.agency === OWN ? [] : [{ one, at }]));
  for (const { one, at } of others) {
    for (const { one: other, at: to } of others) {
      const moved = people.with(at, { ...one, agency: other.agency });
      for (const changed of [moved, moved.with(to, { ...other, agency: one.agency })]) {
        if (!mayStandBeside(agenciesOf(changed), OWN, STANDARD_RULE)) continue;
        expect(viewOf(changed)).toBe(viewOf(people));
        found.add(metOf(changed, agency));
      }
    }
  }
  return found;
}

describe('the figure of the partnership beside the exact part of one agency', () => {
  const person = (agencies: string[]) =>
    fc.record({ agency: fc.constantFrom(...agencies), band: fc.constantFrom(...BANDS), isMet: fc.boolean() });
  const partnership = fc.oneof(
    fc.array(person([OWN, 'b']), { minLength: 1, maxLength: 20 }),
    fc.array(person([OWN, 'b', 'c']), { minLength: 14, maxLength: 20 }),
    fc.array(person([OWN, 'b', 'c', 'c', 'd']), { minLength: 14, maxLength: 20 }),
    fc.array(person([OWN, 'b', 'none']), { minLength: 10, maxLength: 20 }),
  );

  it('leaves every small number of another agency open, even to who knows the whole to the person', () => {
    let shown = 0;
    fc.assert(
      fc.property(partnership, (people) => {
        const agencies = agenciesOf(people);
        if (!mayStandBeside(agencies, OWN, STANDARD_RULE)) return;
        shown += 1;
        for (const { key } of agencies) {
          const met = metOf(people, key);
          if (key === OWN || key === 'none' || met === 0 || met >= STANDARD_RULE.threshold) continue;
          expect(metElsewhere(people, key).size).toBeGreaterThan(1);
        }
      }),
      { numRuns: 120, seed: 20261123 },
    );
    expect(shown).toBeGreaterThan(20);
  });

  it('is not shown to one of two agencies: the rest is the other’s', () => {
    const two = [
      { key: OWN, total: 11 },
      { key: 'b', total: 1 },
    ];
    expect(mayStandBeside(two, OWN, STANDARD_RULE)).toBe(false);
    expect(
      mayStandBeside(
        [
          { key: OWN, total: 11 },
          { key: 'b', total: 90 },
        ],
        OWN,
        STANDARD_RULE,
      ),
    ).toBe(false);
    expect(mayStandBeside([...two, { key: 'c', total: 1 }], OWN, STANDARD_RULE)).toBe(false);
    expect(
      mayStandBeside(
        [
          { key: OWN, total: 0 },
          { key: 'b', total: 5 },
          { key: 'c', total: 5 },
        ],
        OWN,
        STANDARD_RULE,
      ),
    ).toBe(true);
  });
});
