import type { Actor, Role } from '../platform/access';
import { SYSTEM_ACTOR } from '../platform/access';
import { allPages, navigationFor } from './navigation';

const having = (...roles: Role[]): Actor => ({ ...SYSTEM_ACTOR, roles });
const top = (actor: Actor): string[] => navigationFor(actor, '/').map(({ text }) => text);

describe('the menu', () => {
  it('has what somebody does most, and eight links at the most', () => {
    expect(top(having('practitioner')).slice(0, 2)).toEqual(['My cases', 'My actions']);
    expect(top(having('governance')).slice(0, 3)).toEqual(['Access notices', 'Audit', 'Urgent access']);
    for (const role of ['practitioner', 'manager', 'panel_chair', 'governance', 'analyst', 'administrator'] as const)
      expect(top(having(role)).length).toBeLessThanOrEqual(8);
  });

  it('leaves nothing out: what is not at the top is on the page of all pages', () => {
    const actor = having('governance', 'panel_chair');
    const all = allPages(actor).flatMap(({ pages }) => pages.map(({ text }) => text));
    expect(all).toEqual(expect.arrayContaining(top(actor).filter((text) => text !== 'More')));
    expect(new Set(all).size).toBe(all.length);
  });
});
