import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as nunjucks from 'nunjucks';

/** What we read of a node of nunjucks' own tree. Its types leave the parser out. */
export interface TemplateNode {
  typename: string;
  lineno: number;
  fields: readonly string[];
}
declare module 'nunjucks' {
  const parser: { parse(text: string): unknown };
}

/** A macro of ours, and the template it is written in. */
export interface MacroOf {
  node: TemplateNode;
  template: string;
}

const source = join(__dirname, '../../src');

export function parsed(template: string): unknown {
  return nunjucks.parser.parse(textOf(template));
}

export const isTheirs = (template: string): boolean => /^(govuk|moj)\//.test(template);

/** The macros of ours that a template can call: its own and those it imports, by the name they have there. */
export function macrosOf(template: string): Map<string, MacroOf> {
  const found = new Map<string, MacroOf>();
  for (const node of childrenOf(parsed(template))) {
    if (!isNode(node)) continue;
    if (node.typename === 'Macro') found.set(nameOf(Reflect.get(node, 'name')) ?? '', { node, template });
    const from = node.typename === 'FromImport' ? literalOf(Reflect.get(node, 'template')) : undefined;
    if (from === undefined || isTheirs(from)) continue;
    const there = macrosOf(from);
    for (const name of childrenOf(Reflect.get(node, 'names'))) {
      const [theirs, ours] = isNode(name) && name.typename === 'Pair' ? ['key', 'value'] : [];
      const macro = there.get(nameOf(theirs ? Reflect.get(Object(name), theirs) : name) ?? '');
      if (macro) found.set(nameOf(ours ? Reflect.get(Object(name), ours) : name) ?? '', macro);
    }
  }
  return found;
}

/** The names of a macro's parameters, those with a value of their own last. */
export function namesOf(parameter: unknown): string[] {
  const name = nameOf(parameter);
  if (name !== null) return [name];
  return childrenOf(parameter).flatMap((pair) => (isNode(pair) ? namesOf(Reflect.get(pair, 'key')) : []));
}

function textOf(template: string): string {
  const isOfASlice = template.includes('/views/');
  return readFileSync(join(source, isOfASlice ? template : join('web/views', template)), 'utf8');
}

export function isNode(value: unknown): value is TemplateNode {
  return typeof value === 'object' && value !== null && 'typename' in value && 'fields' in value;
}

export function childrenOf(node: unknown): unknown[] {
  if (Array.isArray(node)) return node;
  const children: unknown = isNode(node) ? Reflect.get(node, 'children') : [];
  return Array.isArray(children) ? children : [];
}

export function nameOf(node: unknown): string | null {
  const name: unknown = isNode(node) && node.typename === 'Symbol' ? Reflect.get(node, 'value') : null;
  return typeof name === 'string' ? name : null;
}

export function literalOf(node: unknown): string {
  const value: unknown = isNode(node) && node.typename === 'Literal' ? Reflect.get(node, 'value') : null;
  if (typeof value !== 'string') throw new Error('A template is named by an expression: this reader cannot follow it');
  return value;
}
