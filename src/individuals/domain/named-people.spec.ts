import { namedPeopleProblem } from './named-people';

const worker = { id: '1', roles: ['practitioner'] };
const another = { id: '2', roles: ['practitioner', 'panel_member'] };
const manager = { id: '3', roles: ['manager'] };
const chair = { id: '4', roles: ['panel_chair'] };

describe('the named people of a restricted record', () => {
  it.each([[[worker, manager]], [[worker, another, chair]]])('may be these', (people) => {
    expect(namedPeopleProblem(people)).toBeUndefined();
  });

  it.each([[[]], [[manager]], [[manager, manager]]])('are at least two different people', (people) => {
    expect(namedPeopleProblem(people)).toMatch(/at least two/);
  });

  it('have somebody among them who can agree to lift it', () => {
    expect(namedPeopleProblem([worker, another])).toMatch(/manager or panel chair/);
  });
});
