import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as nunjucks from 'nunjucks';

/** What we read of a node of nunjucks' own tree. Its types leave the parser out. */
interface TemplateNode {
  typename: string;
  lineno: number;
  fields: readonly string[];
}
declare module 'nunjucks' {
  const parser: { parse(text: string): unknown };
}

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
const source = join(__dirname, '../../src');

/** Every variable a page takes, through its layouts, its includes and the macros it imports (ours, not GOV.UK's). */
export function variablesOf(page: string): TemplateVariable[] {
  const found = new Map<string, TemplateVariable>();
  const imported = new Set<string>();
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
    if (/^(govuk|moj)\//.test(template)) return;
    walk(nunjucks.parser.parse(textOf(template)), scope);

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

function textOf(template: string): string {
  const isOfASlice = template.includes('/views/');
  return readFileSync(join(source, isOfASlice ? template : join('web/views', template)), 'utf8');
}

function isNode(value: unknown): value is TemplateNode {
  return typeof value === 'object' && value !== null && 'typename' in value && 'fields' in value;
}

function childrenOf(node: unknown): unknown[] {
  if (Array.isArray(node)) return node;
  const children: unknown = isNode(node) ? Reflect.get(node, 'children') : [];
  return Array.isArray(children) ? children : [];
}

function nameOf(node: unknown): string | null {
  const name: unknown = isNode(node) && node.typename === 'Symbol' ? Reflect.get(node, 'value') : null;
  return typeof name === 'string' ? name : null;
}

function literalOf(node: unknown): string {
  const value: unknown = isNode(node) && node.typename === 'Literal' ? Reflect.get(node, 'value') : null;
  if (typeof value !== 'string') throw new Error('A template is named by an expression: this reader cannot follow it');
  return value;
}

/** The path of a name or of a look-up by a fixed name; null for what the template made itself. */
function pathOf(node: unknown, scope: Scope): readonly string[] | null {
  if (!isNode(node)) return null;
  const name = nameOf(node);
  if (name !== null) return scope.has(name) ? (scope.get(name) ?? null) : [name];
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
