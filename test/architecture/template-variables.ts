import {
  childrenOf,
  isNode,
  isTheirs,
  literalOf,
  type MacroOf,
  macrosOf,
  nameOf,
  namesOf,
  parsed,
} from './template-nodes';

/** A variable the template takes from outside and what it looks up on it: `plans`, `[]` (each of them), `href`. */
export interface TemplateVariable {
  path: readonly string[];
  /** The template and the line that first say it. */
  where: string;
  /** In a macro that another template imports: it sees none of the page's variables, only the environment's globals. */
  isImported: boolean;
}

/** Names bound inside the template: to a path of an outside variable, or to what cannot be followed (null). */
type Scope = Map<string, readonly string[] | null>;

export const EACH = '[]';
/** In a scope of which only the bound names are followed: the body of a macro, for what it was called with. */
const ONLY_BOUND = '*';
/** Every variable a page takes, through its layouts, its includes and the macros it imports (ours, not GOV.UK's). */
export function variablesOf(page: string): TemplateVariable[] {
  const found = new Map<string, TemplateVariable>();
  const imported = new Set<string>();
  const calls: MacroOf[] = [];
  let isBinding = false;
  walkChain(page, false);
  return [...found.values()];

  // Twice: what a layout or its page sets at the top is known in the blocks of both, whichever comes first.
  function walkChain(template: string, isImported: boolean): void {
    const scope: Scope = new Map();
    isBinding = true;
    walkTemplate(template, scope, isImported);
    isBinding = false;
    walkTemplate(template, scope, isImported);
  }

  function walkTemplate(template: string, scope: Scope, isImported: boolean): void {
    if (isTheirs(template)) return;
    walkNode(parsed(template), scope, template, isImported);
  }

  function walkNode(root: unknown, scope: Scope, template: string, isImported: boolean): void {
    const macros = macrosOf(template);
    walk(root, scope);

    function walk(node: unknown, within: Scope): void {
      if (Array.isArray(node)) return node.forEach((child) => walk(child, within));
      if (!isNode(node)) return;
      const of = (field: string): unknown => Reflect.get(node, field);
      const path = pathOf(node, within);
      if (path) take(path, `${template}:${node.lineno + 1}`);
      switch (node.typename) {
        case 'Symbol':
          return;
        case 'Pair':
          return walk(of('value'), within);
        case 'FunCall':
          walkCalled(macros.get(nameOf(of('name')) ?? ''), of('args'), within);
          break;
        case 'Filter':
          return walk(of('args'), within);
        case 'Is':
          return walk(of('left'), within);
        case 'LookupVal':
          if (!path) walk(of('target'), within);
          return walk(of('val'), within);
        case 'For':
          walk(of('arr'), within);
          walk(of('body'), loopScope(of('name'), pathOf(of('arr'), within), within));
          return walk(of('else_'), within);
        case 'Macro':
        case 'Caller':
          bind(of('name'), null, within);
          return walkMacro(of('args'), of('body'), new Map([...within, ['caller', null]]));
        case 'Block':
          return walk(of('body'), new Map([...within, ['super', null]]));
        case 'Set':
          walk(of('value'), within);
          walk(of('body'), within);
          for (const target of childrenOf(of('targets'))) bind(target, pathOf(of('value'), within), within);
          return;
        case 'Import':
          bind(of('target'), null, within);
          return walkImported(literalOf(of('template')));
        case 'FromImport':
          for (const name of childrenOf(of('names')))
            bind(isNode(name) && name.typename === 'Pair' ? Reflect.get(name, 'value') : name, null, within);
          return walkImported(literalOf(of('template')));
        case 'Extends':
          return walkTemplate(literalOf(of('template')), within, isImported);
        case 'Include':
          return walkTemplate(literalOf(of('template')), new Map(within), isImported);
      }
      for (const field of node.fields) walk(of(field), within);
    }

    /** What a macro reads of what it is called with; what it reads besides is read where it is written. */
    function walkCalled(macro: MacroOf | undefined, given: unknown, within: Scope): void {
      if (!macro || isBinding || calls.includes(macro)) return;
      const inside: Scope = new Map([[ONLY_BOUND, null]]);
      const parameters = childrenOf(Reflect.get(macro.node, 'args')).flatMap(namesOf);
      for (const name of [...parameters, 'caller']) inside.set(name, null);
      for (const [at, value] of childrenOf(given).entries())
        for (const [name, path] of argumentsOf(value, parameters[at], within)) inside.set(name, path);
      calls.push(macro);
      walkNode(Reflect.get(macro.node, 'body'), inside, macro.template, isImported);
      calls.pop();
    }

    function walkMacro(args: unknown, body: unknown, inside: Scope): void {
      for (const parameter of childrenOf(args)) {
        if (!isNode(parameter) || parameter.typename === 'Symbol') bind(parameter, null, inside);
        else for (const pair of childrenOf(parameter)) if (isNode(pair)) bind(Reflect.get(pair, 'key'), null, inside);
        walk(parameter, inside);
      }
      walk(body, inside);
    }

    function take(path: readonly string[], where: string): void {
      if (isBinding) return;
      const key = `${isImported ? template : ''} ${path.join('.')}`;
      if (!found.has(key)) found.set(key, { path, where, isImported });
    }
  }

  function walkImported(template: string): void {
    if (isBinding || imported.has(template)) return;
    imported.add(template);
    walkChain(template, true);
  }
}

/** What one argument of a call binds: its parameter, or each named one. */
function argumentsOf(
  value: unknown,
  parameter: string | undefined,
  scope: Scope,
): [string, readonly string[] | null][] {
  if (!isNode(value) || value.typename !== 'KeywordArgs') return [[parameter ?? '', pathOf(value, scope)]];
  return childrenOf(value).flatMap((pair) =>
    isNode(pair)
      ? namesOf(Reflect.get(pair, 'key')).map((name): [string, readonly string[] | null] => [
          name,
          pathOf(Reflect.get(pair, 'value'), scope),
        ])
      : [],
  );
}

/** The path of a name or of a look-up by a fixed name; null for what the template made itself. */
function pathOf(node: unknown, scope: Scope): readonly string[] | null {
  if (!isNode(node)) return null;
  const name = nameOf(node);
  if (name !== null) return scope.get(name) ?? (scope.has(name) || scope.has(ONLY_BOUND) ? null : [name]);
  if (node.typename !== 'LookupVal') return null;
  const target = pathOf(Reflect.get(node, 'target'), scope);
  const key: unknown = Reflect.get(node, 'val');
  const attribute: unknown = isNode(key) && key.typename === 'Literal' ? Reflect.get(key, 'value') : null;
  return target && typeof attribute === 'string' ? [...target, attribute] : null;
}

function bind(target: unknown, path: readonly string[] | null, scope: Scope): void {
  const name = nameOf(target);
  if (name !== null) scope.set(name, scope.has(name) && String(scope.get(name)) !== String(path) ? null : path);
}

function loopScope(target: unknown, list: readonly string[] | null, scope: Scope): Scope {
  const names = isNode(target) && target.typename === 'Symbol' ? [target] : childrenOf(target);
  const inside: Scope = new Map([...scope, ['loop', null]]);
  for (const name of names.map(nameOf))
    if (name !== null) inside.set(name, list && names.length === 1 ? [...list, EACH] : null);
  return inside;
}

/** What is wrong with a variable, given every model that the template was rendered with; null for nothing, or nothing to tell by. */
export function variableFault({ path, where }: TemplateVariable, roots: readonly unknown[]): string | null {
  let values: readonly unknown[] = roots;
  for (const [at, name] of path.entries()) {
    const held = values.filter((value) => value !== null && value !== undefined);
    if (name === EACH) {
      values = held.flatMap((value): unknown[] => (Array.isArray(value) ? value : []));
      continue;
    }
    const holders = held.map((value): object => Object(value)).filter((value) => name in value);
    if (!holders.length && (held.length || at === 0)) return `${where} ${path.slice(0, at + 1).join('.')}`;
    values = holders.map((value): unknown => Reflect.get(value, name));
  }
  return null;
}
