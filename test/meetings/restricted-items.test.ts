import { PanelWithoutThem, type Restricted, STAGES_AFTER } from './panel-without-them';

const RESTRICTED = ['before the agenda', 'in the meeting', 'after the sealing'] as const;

describe('a restricted person at the panel', () => {
  const worlds = new Map<Restricted, PanelWithoutThem>();
  const world = (when: Restricted): PanelWithoutThem => {
    const found = worlds.get(when);
    if (!found) throw new Error(when);
    return found;
  };

  beforeAll(async () => {
    for (const when of ['nobody', ...RESTRICTED] as const) worlds.set(when, await PanelWithoutThem.run(when));
  }, 600_000);

  it('is compared with a panel of which every page, paper and answer is there', () => {
    for (const [, asked] of world('nobody').answers) {
      expect(Object.keys(asked).length).toBeGreaterThan(40);
      expect(Object.entries(asked).filter(([, answer]) => /^[345]\d\d\n/.test(answer)).map(([name]) => name)).toEqual([]); // prettier-ignore
    }
  });

  it.each(RESTRICTED)('restricted %s, is not there for chair and member who are not named', (when) => {
    for (const stage of STAGES_AFTER[when]) {
      const [without, told] = [world('nobody').answers.get(stage) ?? {}, world(when).answers.get(stage) ?? {}];
      expect(Object.keys(told)).toEqual(Object.keys(without));
      const differ = Object.keys(without).filter((name) => told[name] !== without[name]);
      expect(differ.map((name) => [stage, name, told[name]])).toEqual(
        differ.map((name) => [stage, name, without[name]]),
      );
    }
  });

  it.each(RESTRICTED)('restricted %s, is a whole item to whoever is named, numbered after all others', (when) => {
    const { agenda, minutes, times } = world(when).named;
    expect(agenda).toMatchObject({ itemCount: 3, decidedCount: 3, restrictedCount: 0 });
    const items = agenda['items'] as { position: number; name: string }[];
    expect(items.map(({ position, name }) => `${position} ${name}`)).toEqual([
      '1 Overdue Demo',
      '2 Planless Demo',
      '3 Secret Demo',
    ]);
    expect(minutes).toMatch(/Secret Demo[\s\S]*Reasons for Secret/);
    expect(minutes).toContain('Nobody else may read this');
    expect(times).toContain('item 3: 5 minutes');
  });
});
