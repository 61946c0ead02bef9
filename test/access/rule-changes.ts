import { AbilityBuilder, createMongoAbility } from '@casl/ability';
import { type Ability, AccessRules, type Actor, type Policy, type Rules } from '../../src/platform/access';

/** One `can` or `cannot` of a *.policy.ts removed, or made without its condition. */
export interface RuleChange {
  /** `plan.policy.ts:23:11 can approve Plan (2)`: where it is written, what it says, and at which turn of a loop. */
  rule: string;
  kind: 'removed' | 'without its condition';
}

/** One question that a rule answers. */
export interface Question {
  actor: Actor;
  action: string;
  kind: string;
  record: object;
}

interface OwnRule {
  rule: string;
  verb: 'can' | 'cannot';
  action: string;
  kind: string;
  condition: object | undefined;
}

/** The rules of the service with a switch: as they are, or with one of them changed. */
export class ChangeableRules {
  change: RuleChange | undefined;
  private readonly written = new Map<string, { hasCondition: boolean }>();
  /** Questions by the request that asked them. */
  private readonly questions = new Map<string, Question[]>();
  private readonly ownRules = new Map<string, OwnRule[]>();
  private readonly made = new Map<string, Ability>();
  private readonly policies: Policy[];
  private readonly may: AccessRules['may'];

  constructor(rules: AccessRules) {
    const policies: unknown = Reflect.get(rules, 'policies');
    if (!Array.isArray(policies)) throw new Error('The rules keep no policies.');
    this.policies = policies;
    jest.spyOn(rules, 'abilityOf').mockImplementation((actor) => this.abilityOf(actor));
    this.may = rules.may.bind(rules);
    // ensureMay asks through it too.
    jest.spyOn(rules, 'may').mockImplementation((actor, action, kind, record) => {
      const id = actor.requestId ?? '';
      this.questions.set(id, [...(this.questions.get(id) ?? []), { actor, action, kind, record: { ...record } }]);
      return this.may(actor, action, kind, record);
    });
  }

  askedBy = (requestId: string): Question[] => this.questions.get(requestId) ?? [];

  /** Every change that could be made to the rules that somebody who asked has. */
  changes(): RuleChange[] {
    return [...this.written]
      .toSorted()
      .flatMap(([rule, { hasCondition }]): RuleChange[] => [
        { rule, kind: 'removed' },
        ...(hasCondition ? [{ rule, kind: 'without its condition' } as const] : []),
      ]);
  }

  /** What the rules say to it now. */
  answer({ actor, action, kind, record }: Question): boolean {
    return this.may(actor, action, kind, record);
  }

  /** Nobody's rights change while this runs, so each person's rules are made once, and once for each change of them. */
  private abilityOf(actor: Actor): Ability {
    const own = this.ownRules.get(actor.userId) ?? this.writtenFor(actor);
    this.ownRules.set(actor.userId, own);
    const change = own.some(({ rule }) => rule === this.change?.rule) ? this.change : undefined;
    const key = `${actor.userId} ${change?.rule ?? ''} ${change?.kind ?? ''}`;
    const made = this.made.get(key) ?? abilityFrom(own, change);
    this.made.set(key, made);
    return made;
  }

  private writtenFor(actor: Actor): OwnRule[] {
    const own: OwnRule[] = [];
    const written: Rules = new AbilityBuilder<Ability>(createMongoAbility);
    written.can = writingInto(own, 'can');
    written.cannot = writingInto(own, 'cannot');
    for (const policy of this.policies) policy(actor, written);
    for (const { rule, condition } of own) this.written.set(rule, { hasCondition: condition !== undefined });
    return own;
  }
}

/** A rule of several acts or kinds is several rules: each of them alone is removed. */
function writingInto(own: OwnRule[], verb: 'can' | 'cannot'): Rules['can'] {
  const unused: Rules = new AbilityBuilder<Ability>(createMongoAbility);
  const turns = new Map<string, number>();
  return ((actions: string | string[], kinds: string | string[], condition?: object) => {
    const place = placeOfCaller();
    const turn = (turns.get(place) ?? 0) + 1;
    turns.set(place, turn);
    for (const action of [actions].flat()) {
      for (const kind of [kinds].flat()) {
        own.push({ rule: `${place} ${verb} ${action} ${kind} (${turn})`, verb, action, kind, condition });
      }
    }
    return unused[verb]([actions].flat(), [kinds].flat());
  }) as Rules['can'];
}

function abilityFrom(own: OwnRule[], change: RuleChange | undefined): Ability {
  const builder: Rules = new AbilityBuilder<Ability>(createMongoAbility);
  for (const { rule, verb, action, kind, condition } of own) {
    const isThis = rule === change?.rule;
    if (isThis && change?.kind === 'removed') continue;
    if (condition === undefined || isThis) builder[verb](action, kind);
    else builder[verb](action, kind, condition);
  }
  return builder.build();
}

/** Other questions do not come to a rule: it names an act and a kind. */
export const isAskedOf = ({ rule }: RuleChange, { action, kind }: Question): boolean =>
  rule.includes(` ${action} ${kind} (`);

/** The line of a policy that called, as its file says it. */
function placeOfCaller(): string {
  const line = new Error().stack?.split('\n').find((frame) => /\.policy\.ts:\d+/.test(frame));
  const place = /([\w-]+\.policy\.ts:\d+:\d+)/.exec(line ?? '')?.[1];
  if (place === undefined) throw new Error('A rule that no policy wrote.');
  return place;
}
