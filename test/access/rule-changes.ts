import { AbilityBuilder, createMongoAbility } from '@casl/ability';
import { type Ability, AccessRules, type Actor, type Policy, type Rules } from '../../src/platform/access';
import type { TestApp } from '../support/test-app';

/** One `can` or `cannot` of a *.policy.ts removed, or made without its condition. */
export interface RuleChange {
  /** `plan.policy.ts:23`: where it is written. */
  place: string;
  kind: 'removed' | 'without its condition';
}

/** One question that a rule answered while the matrix was asked. */
interface Question {
  actor: Actor;
  action: string;
  kind: string;
  record: object;
}

/** The rules of a running application with a switch: as they are, or with one of them changed. */
export class ChangeableRules {
  change: RuleChange | undefined;
  readonly places = new Map<string, { hasCondition: boolean }>();
  /** Questions by the request that asked them. */
  private readonly questions = new Map<string, Question[]>();
  private readonly made = new Map<string, Ability>();
  private readonly rules: AccessRules;
  private readonly policies: Policy[];
  private readonly may: AccessRules['may'];

  constructor(test: TestApp) {
    this.rules = test.get(AccessRules);
    const policies: unknown = Reflect.get(this.rules, 'policies');
    if (!Array.isArray(policies)) throw new Error('The rules keep no policies.');
    this.policies = policies;
    jest.spyOn(this.rules, 'abilityOf').mockImplementation((actor) => this.abilityOf(actor));
    this.may = this.rules.may.bind(this.rules);
    // ensureMay asks through it too.
    jest.spyOn(this.rules, 'may').mockImplementation((actor, action, kind, record) => {
      const id = actor.requestId ?? '';
      this.questions.set(id, [...(this.questions.get(id) ?? []), { actor, action, kind, record: { ...record } }]);
      return this.may(actor, action, kind, record);
    });
  }

  askedBy = (requestId: string): Question[] => this.questions.get(requestId) ?? [];

  /** What the rules say to it now. */
  answer({ actor, action, kind, record }: Question): boolean {
    return this.may(actor, action, kind, record);
  }

  /** Nobody's rights change while the proof runs, so each person's rules are made once for each change. */
  private abilityOf(actor: Actor): Ability {
    const key = `${actor.userId} ${this.change?.place ?? ''} ${this.change?.kind ?? ''}`;
    const made = this.made.get(key) ?? this.makeAbilityOf(actor);
    this.made.set(key, made);
    return made;
  }

  private makeAbilityOf(actor: Actor): Ability {
    const builder: Rules = new AbilityBuilder<Ability>(createMongoAbility);
    const written: Rules = Object.create(builder);
    written.can = this.writing(builder, 'can');
    written.cannot = this.writing(builder, 'cannot');
    for (const policy of this.policies) policy(actor, written);
    return builder.build();
  }

  private writing(builder: Rules, verb: 'can' | 'cannot'): Rules['can'] {
    return ((action: string | string[], kind: string | string[], condition?: object) => {
      const place = placeOfCaller();
      const hasCondition = condition !== undefined;
      this.places.set(place, { hasCondition });
      const isThis = this.change?.place === place;
      if (isThis && this.change?.kind === 'removed') return builder;
      const kept = isThis ? undefined : condition;
      return kept === undefined ? builder[verb](action, kind) : builder[verb](action, kind, kept);
    }) as Rules['can'];
  }
}

/** The line of a policy that called, as its file says it. */
function placeOfCaller(): string {
  const line = new Error().stack?.split('\n').find((frame) => /\.policy\.ts:\d+/.test(frame));
  const place = /([\w-]+\.policy\.ts:\d+:\d+)/.exec(line ?? '')?.[1];
  if (place === undefined) throw new Error('A rule that no policy wrote.');
  return place;
}
