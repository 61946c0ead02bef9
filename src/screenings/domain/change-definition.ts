import {
  type AxisDefinition,
  type Domain,
  type ExploitationBand,
  type ProtectiveFactor,
  type Question,
  type ToolDefinition,
  type Trigger,
  type ViolenceBand,
} from './tool-definition';

export type PartKind = 'domain' | 'question' | 'strength' | 'trigger';

export type AxisTrigger =
  { axis: 'exploitation'; trigger: Trigger<ExploitationBand> } | { axis: 'violence'; trigger: Trigger<ViolenceBand> };

export type AxisScoringChange =
  | ({ axis: 'exploitation' } & Omit<AxisDefinition<ExploitationBand>, 'triggers'>)
  | ({ axis: 'violence' } & Omit<AxisDefinition<ViolenceBand>, 'triggers'>);

/** One thing that an editor does to a draft. A part that is put under a code that is there replaces it, unless it is new. */
export type DefinitionChange =
  | ({ kind: 'about' } & Pick<ToolDefinition, 'title' | 'purpose' | 'possibleShare'>)
  | { kind: 'domain'; isNew: boolean; id: string; title: string }
  | { kind: 'question'; isNew: boolean; domainId: string; question: Question }
  | { kind: 'strength'; isNew: boolean; strength: ProtectiveFactor }
  | ({ kind: 'trigger'; isNew: boolean } & AxisTrigger)
  | ({ kind: 'axis' } & AxisScoringChange)
  | { kind: 'removal'; of: PartKind; id: string }
  | { kind: 'position'; of: PartKind; id: string; direction: 'up' | 'down' };

/** The part is not (or no longer) in the draft. */
export class PartMissing extends Error {}

/** Codes name answers for ever, so two parts never share one. */
export class CodeTaken extends Error {}

/** A domain goes only once its questions are moved or removed: one click must not take twenty questions away. */
export class DomainNotEmpty extends Error {}

/**
 * The definition after one change; the one given stays as it is.
 * @throws PartMissing, CodeTaken, DomainNotEmpty
 */
export function changeDefinition(definition: ToolDefinition, change: DefinitionChange): ToolDefinition {
  switch (change.kind) {
    case 'about': {
      const { title, purpose, possibleShare } = change;
      return { ...definition, title, purpose, possibleShare };
    }
    case 'domain': {
      const { id, title } = change;
      const found = definition.domains.find((domain) => domain.id === id);
      const domain: Domain = { id, title, questions: found?.questions ?? [] };
      return { ...definition, domains: put(definition.domains, domain, checkedCode(definition, change.isNew, id)) };
    }
    case 'question':
      return putQuestion(definition, change);
    case 'strength': {
      const { strength } = change;
      const isNew = checkedCode(definition, change.isNew, strength.id);
      return { ...definition, protectiveFactors: put(definition.protectiveFactors, strength, isNew) };
    }
    case 'trigger':
      return putTrigger(definition, change);
    case 'axis':
      return putAxis(definition, change);
    case 'removal':
      return eachList(definition, change.of, change.id, (list) => remove(list, change.id));
    case 'position':
      return eachList(definition, change.of, change.id, (list) => move(list, change.id, change.direction));
  }
}

function putQuestion(
  definition: ToolDefinition,
  { question, domainId, isNew }: Extract<DefinitionChange, { kind: 'question' }>,
): ToolDefinition {
  checkedCode(definition, isNew, question.id);
  const home = definition.domains.find(({ questions }) => questions.some(({ id }) => id === question.id));
  if (!isNew && !home) throw new PartMissing();
  if (!definition.domains.some(({ id }) => id === domainId)) throw new PartMissing();
  const domains = definition.domains.map((domain) => {
    if (domain.id !== domainId) {
      return { ...domain, questions: domain.questions.filter(({ id }) => id !== question.id) };
    }
    return { ...domain, questions: put(domain.questions, question, isNew || home?.id !== domainId) };
  });
  return { ...definition, domains };
}

function putTrigger(
  definition: ToolDefinition,
  change: Extract<DefinitionChange, { kind: 'trigger' }>,
): ToolDefinition {
  const isNew = checkedCode(definition, change.isNew, change.trigger.id);
  const { exploitation, violence } = definition.axes;
  if (change.axis === 'exploitation') {
    const triggers = put(exploitation.triggers, change.trigger, isNew);
    return { ...definition, axes: { violence, exploitation: { ...exploitation, triggers } } };
  }
  return {
    ...definition,
    axes: { exploitation, violence: { ...violence, triggers: put(violence.triggers, change.trigger, isNew) } },
  };
}

function putAxis(definition: ToolDefinition, change: Extract<DefinitionChange, { kind: 'axis' }>): ToolDefinition {
  const { exploitation, violence } = definition.axes;
  const axes =
    change.axis === 'exploitation'
      ? { violence, exploitation: { ...exploitation, title: change.title, scoring: change.scoring } }
      : { exploitation, violence: { ...violence, title: change.title, scoring: change.scoring } };
  return { ...definition, axes };
}

/** Removes or moves in the one list where the part stands. The order of triggers means nothing: those are only removed. */
function eachList(definition: ToolDefinition, of: PartKind, id: string, act: ListAct): ToolDefinition {
  switch (of) {
    case 'domain': {
      const domains = act(definition.domains);
      const gone = definition.domains.find((domain) => !domains.includes(domain));
      if (gone && gone.questions.length > 0) throw new DomainNotEmpty();
      return { ...definition, domains };
    }
    case 'question': {
      const home = definition.domains.find(({ questions }) => questions.some((question) => question.id === id));
      if (!home) throw new PartMissing();
      const domains = definition.domains.map((domain) =>
        domain === home ? { ...domain, questions: act(domain.questions) } : domain,
      );
      return { ...definition, domains };
    }
    case 'strength':
      return { ...definition, protectiveFactors: act(definition.protectiveFactors) };
    case 'trigger': {
      const { exploitation, violence } = definition.axes;
      const isOnViolence = violence.triggers.some((trigger) => trigger.id === id);
      const axes = isOnViolence
        ? { exploitation, violence: { ...violence, triggers: act(violence.triggers) } }
        : { violence, exploitation: { ...exploitation, triggers: act(exploitation.triggers) } };
      return { ...definition, axes };
    }
  }
}

type ListAct = <Part extends { id: string }>(list: readonly Part[]) => readonly Part[];

/** @throws CodeTaken @returns the same, for handing on */
function checkedCode(definition: ToolDefinition, isNew: boolean, id: string): boolean {
  if (isNew && codesOf(definition).includes(id)) throw new CodeTaken();
  return isNew;
}

/** Every code in use: of domains, questions, strengths and triggers. */
export function codesOf({ domains, protectiveFactors, axes }: ToolDefinition): string[] {
  return [
    ...domains,
    ...domains.flatMap(({ questions }) => questions),
    ...protectiveFactors,
    ...axes.exploitation.triggers,
    ...axes.violence.triggers,
  ].map(({ id }) => id);
}

/** @throws PartMissing for one that should be there and is not */
function put<Part extends { id: string }>(list: readonly Part[], part: Part, isNew: boolean): readonly Part[] {
  if (isNew) return [...list, part];
  if (!list.some(({ id }) => id === part.id)) throw new PartMissing();
  return list.map((there) => (there.id === part.id ? part : there));
}

function remove<Part extends { id: string }>(list: readonly Part[], id: string): readonly Part[] {
  if (!list.some((part) => part.id === id)) throw new PartMissing();
  return list.filter((part) => part.id !== id);
}

/** One place up or down; the first stays first and the last last. */
function move<Part extends { id: string }>(
  list: readonly Part[],
  id: string,
  direction: 'up' | 'down',
): readonly Part[] {
  const at = list.findIndex((part) => part.id === id);
  const [part, other] = [list[at], list[direction === 'up' ? at - 1 : at + 1]];
  if (!part) throw new PartMissing();
  if (!other) return list;
  return list.map((there) => (there === part ? other : there === other ? part : there));
}
