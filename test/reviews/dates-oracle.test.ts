import { compareOne, randomOf } from '../proofs/dates-cases';

describe('dates of reviews', () => {
  it('equal those of an oracle that shares no code, for thousands of starts, rules and holidays', () => {
    const random = randomOf(1);
    const compared = Array.from({ length: 2_000 }, () => compareOne(random));
    expect(compared.filter(({ ours, oracle }) => ours !== oracle)).toEqual([]);
    expect(new Set(compared.map(({ oracle }) => oracle)).size).toBeGreaterThan(1_000);
  });
});
