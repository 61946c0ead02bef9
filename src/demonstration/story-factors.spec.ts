import { answering, FITS } from './story-factors';
import { ACTIONS, RISKS } from './story-words';

const by = (...owners: string[]) => ACTIONS.filter(({ owner }) => owners.includes(owner));

describe('what answers a risk or need in the story', () => {
  it('is an action made for it before any other', () => {
    const chosen = by('officer@tvp.example', 'camhs@health.example', 'mentor@charity.example');
    expect(answering(chosen, 'learning_disability')?.owner).toBe('camhs@health.example');
    expect(answering(chosen, 'Debt to older young people')?.owner).toBe('officer@tvp.example');
    expect(answering(chosen, 'mental_health')?.owner).toBe('mentor@charity.example');
  });

  it('is nothing where only a disruption or a letter to the family was agreed for a need', () => {
    expect(answering(by('officer@tvp.example', 'family.support@scf.example'), 'learning_disability')).toBeUndefined();
  });

  it('knows every risk of the story by its words', () => {
    expect(Object.values(FITS).flat()).toEqual(expect.arrayContaining(RISKS.map(({ factor }) => factor)));
  });
});
