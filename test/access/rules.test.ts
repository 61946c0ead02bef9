import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AccessRules, SYSTEM_ACTOR } from '../../src/platform/access';
import { says } from './cells';
import { ChangeableRules, isAskedOf, type Question } from './rule-changes';
import { colleagues, keysOf } from './rules-people';
import { SAID } from './rules-said';
import { STATES } from './vocabulary';

const sources = resolve(__dirname, '../../src');
const policyFiles = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.policy.ts'),
);

interface Expected {
  name: string;
  question: Question;
  isAllowed: boolean;
}

describe('the rules, asked as the verbs ask them', () => {
  const access = new AccessRules();
  let rules: ChangeableRules;
  let expected: Expected[];

  beforeAll(async () => {
    for (const file of policyFiles) {
      const exported: Record<string, unknown> = await import(join(sources, file));
      for (const policy of Object.values(exported)) {
        if (typeof policy === 'function') access.register((actor, written) => void policy(actor, written));
      }
    }
    rules = new ChangeableRules(access);
    expected = [...everyQuestion(), askedByTheService];
  });

  const wrong = (): string[] =>
    expected.filter(({ question, isAllowed }) => rules.answer(question) !== isAllowed).map(({ name }) => name);

  it('answer as they are written down', () => {
    expect(expected.length).toBeGreaterThan(10_000);
    expect(wrong()).toEqual([]);
  });

  it('let the service itself put a screening tool in force, and nothing else about a person', () => {
    const asked = SAID.flatMap(({ kind, acts }) => acts.map((action) => ({ action, kind })));
    const allowed = asked.filter(({ action, kind }) =>
      access.may(SYSTEM_ACTOR, action, kind, { accessKeys: keysOf('normal', colleagues()) }),
    );
    expect(allowed).toEqual([
      { action: 'read', kind: 'ScreeningTool' },
      { action: 'install', kind: 'ScreeningTool' },
    ]);
  });

  it('are each needed: removed or without its condition, each is noticed', () => {
    expect(wrong()).toEqual([]);
    const changes = rules.changes();
    const unnoticed: string[] = [];
    for (const change of changes) {
      rules.change = change;
      const isNoticed = expected.some(
        ({ question, isAllowed }) => isAskedOf(change, question) && rules.answer(question) !== isAllowed,
      );
      if (!isNoticed) unnoticed.push(`${change.rule} ${change.kind}`);
    }
    rules.change = undefined;
    process.stderr.write(`${changes.length - unnoticed.length} of ${changes.length} changed rules are noticed\n`);
    expect(unnoticed).toEqual([]);
    expect(changes.length).toBeGreaterThan(150);
  });
});

/** What only the service may: no person is there to be asked about. */
const askedByTheService: Expected = {
  name: 'install ScreeningTool | the service',
  question: { actor: SYSTEM_ACTOR, action: 'install', kind: 'ScreeningTool', record: {} },
  isAllowed: true,
};

function everyQuestion(): Expected[] {
  const people = colleagues();
  return SAID.flatMap(({ kind, acts, record, keys, may, both }) =>
    STATES.flatMap((state) => {
      const accessKeys = keysOf(state, people, keys);
      return people
        .filter(({ relation }) => relation !== 'named' || state === 'restricted')
        .flatMap((asking) =>
          acts.map((action) => ({
            name: `${action} ${kind} | ${state} | ${asking.actor.userId}`,
            question: { actor: asking.actor, action, kind, record: { accessKeys, ...record?.(asking, state) } },
            isAllowed: asking.roles.some(
              (role) =>
                says(may[state], role, asking.relation) ||
                (asking.roles.length > 1 && says(both?.[state], role, asking.relation)),
            ),
          })),
        );
    }),
  );
}
