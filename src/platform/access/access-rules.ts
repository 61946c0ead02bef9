import { Injectable } from '@nestjs/common';
import { AbilityBuilder, createMongoAbility, type MongoAbility, subject as asSubject } from '@casl/ability';
import { NotAllowed, NotFound } from '../../shared/errors';
import type { Actor } from './actor';

export type Ability = MongoAbility;
export type Rules = AbilityBuilder<Ability>;

/** What a slice's *.policy.ts exports: who may do what to its records, as CASL rules. It reads no database. */
export type Policy = (actor: Actor, rules: Rules) => void;

/** The second floor of access: rules asked about a loaded record, never about a class. */
@Injectable()
export class AccessRules {
  private readonly policies: Policy[] = [];
  /** Of each actor, who is loaded anew for every request: a list asks about each of its rows. */
  private known = new WeakMap<Actor, Ability>();

  register(policy: Policy): void {
    this.policies.push(policy);
    this.known = new WeakMap();
  }

  abilityOf(actor: Actor): Ability {
    const known = this.known.get(actor);
    if (known) return known;
    const ability = this.made(actor);
    this.known.set(actor, ability);
    return ability;
  }

  private made(actor: Actor): Ability {
    const rules: Rules = new AbilityBuilder<Ability>(createMongoAbility);
    for (const policy of this.policies) policy(actor, rules);
    return rules.build();
  }

  may(actor: Actor, action: string, kind: string, record: object): boolean {
    // A copy, because CASL marks the object it is given with its kind.
    return this.abilityOf(actor).can(action, asSubject(kind, { ...asOpenedBy(actor, action, record) }));
  }

  /**
   * @throws NotFound when the actor may not even see the record: not yours and not there look the same.
   * @throws NotAllowed when the actor sees it but may not do this.
   */
  ensureMay(actor: Actor, action: string, kind: string, record: object): void {
    if (this.may(actor, action, kind, record)) return;
    if (!this.may(actor, 'read', kind, record)) throw new NotFound();
    throw new NotAllowed();
  }
}

/**
 * Break-glass reads as somebody who works the case does, and changes nothing: one rule here, so that no policy can forget
 * it. A grant counts as the reader's own key, and for every other act it is no key at all.
 */
function asOpenedBy(actor: Actor, action: string, record: object): object {
  const grants = actor.openGrants ?? [];
  if (grants.length === 0 || !('accessKeys' in record) || !Array.isArray(record.accessKeys)) return record;
  const keys: unknown[] = record.accessKeys;
  const others = keys.filter((key) => !grants.some((grant) => grant === key));
  if (others.length === keys.length) return record;
  return { ...record, accessKeys: action === 'read' ? [...others, actor.userId] : others };
}
