import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as ts from 'typescript';
import { EACH } from './template-variables';

/** One place in the sources where a template meets its model. */
export interface RenderSite {
  view: string;
  model: ts.Type;
  where: string;
}

export interface RenderedTypes {
  checker: ts.TypeChecker;
  sites: RenderSite[];
  /** Places that render a template we cannot tell: the view is no literal text there. */
  unresolved: string[];
  /** The type declared under this name in a source file of ours. */
  declared: (file: string, name: string) => ts.Type;
}

const root = join(__dirname, '../..');

/** The sources that render something, and those given, as one program; types are worked out only where they are asked for. */
export function renderedTypes(...more: string[]): RenderedTypes {
  const source = join(root, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => join(source, file))
    .filter((file) => /@Render\(|\.render\(|\bview\b/.test(readFileSync(file, 'utf8')));
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.convertCompilerOptionsFromJson(Object(config).compilerOptions, root);
  const asked = [...files, ...more.map((file) => join(root, file))];
  const program = ts.createProgram(asked, { ...options, types: ['node'], noEmit: true });
  const checker = program.getTypeChecker();
  const found: RenderedTypes = { checker, sites: [], unresolved: [], declared };
  for (const file of program.getSourceFiles()) if (asked.includes(file.fileName)) visit(file);
  return found;

  function visit(node: ts.Node): void {
    const { view, model } = rendering(node, checker) ?? {};
    if (view) {
      const line = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const where = `${relative(root, node.getSourceFile().fileName)}:${line}`;
      const views = literalsOf(checker.getTypeAtLocation(view));
      if (!views) found.unresolved.push(where);
      for (const name of views ?? []) found.sites.push({ view: name, model: model ?? checker.getVoidType(), where });
    }
    ts.forEachChild(node, visit);
  }

  function declared(file: string, name: string): ts.Type {
    const at = program.getSourceFile(join(root, file));
    const symbol = at && checker.getSymbolAtLocation(at);
    const type = symbol && checker.getExportsOfModule(symbol).find((each) => each.name === name);
    if (!type) throw new Error(`${file} declares no ${name}`);
    return checker.getDeclaredTypeOfSymbol(type);
  }
}

/** `@Render(view)` on a method, `response.render(view, model)`, or the answer `{ view, model }` of a form. */
function rendering(node: ts.Node, checker: ts.TypeChecker): { view: ts.Expression; model?: ts.Type } | undefined {
  if (ts.isMethodDeclaration(node)) {
    const calls = ts.getDecorators(node)?.map(({ expression }) => expression) ?? [];
    const render = calls.filter(ts.isCallExpression).find(({ expression }) => expression.getText() === 'Render');
    const signature = checker.getSignatureFromDeclaration(node);
    const returned = signature && checker.getAwaitedType(signature.getReturnType());
    return render?.arguments[0] && { view: render.arguments[0], model: returned };
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const [view, model] = node.arguments;
    if (node.expression.name.text !== 'render' || !view) return undefined;
    return { view, model: model && checker.getTypeAtLocation(model) };
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const [view, model] = ['view', 'model'].map((name) => valueOf(node, name));
  return view && model && { view, model: checker.getTypeAtLocation(model) };
}

function valueOf(literal: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = literal.properties.find((each) => each.name?.getText() === name);
  if (!property) return undefined;
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

function literalsOf(type: ts.Type): string[] | undefined {
  const literals = partsOf(type).map((part) => (part.isStringLiteral() ? part.value : undefined));
  return literals.every((literal) => literal !== undefined) ? literals : undefined;
}

const partsOf = (type: ts.Type): ts.Type[] => (type.isUnion() ? type.types : [type]);

/** A type that says nothing about what is in it: any, unknown or `object`. */
const saysNothing = (type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) !== 0;

/** What is wrong with a model as a whole; null for nothing. */
export function modelFault(checker: ts.TypeChecker, model: ts.Type): string | null {
  const isUntyped = partsOf(model).some((part) => saysNothing(part) || checker.getIndexInfosOfType(part).length > 0);
  return isUntyped ? `has the model "${checker.typeToString(model)}": give it the type of its presenter` : null;
}

/**
 * What is wrong with a path that a template reads, given the type of the model; null for nothing. Of a union any part will
 * do, because the template asks first. What somebody typed (`typed.name`) may be unknown: it came from outside.
 */
export function pathFault(checker: ts.TypeChecker, model: ts.Type, path: readonly string[]): string | null {
  let types = heldIn(checker, model);
  for (const [at, name] of path.entries()) {
    const read = path.slice(0, at + 1).join('.');
    if (types.some(saysNothing)) return `${read}: what holds it says nothing (any, unknown or object)`;
    const next = types.map((type) => stepOf(checker, type, name)).filter((type) => type !== undefined);
    if (next.length === 0) return `${read}: not in ${types.map((type) => nameOf(checker, type)).join(' | ')}`;
    types = next.flatMap((type) => heldIn(checker, type));
  }
  const isUnsaid = types.some((type) => saysNothing(type) && !(path.includes('typed') && isUnknown(type)));
  return isUnsaid ? `${path.join('.')}: any, unknown or object` : null;
}

const isUnknown = (type: ts.Type): boolean => (type.flags & ts.TypeFlags.Unknown) !== 0;

const nameOf = (checker: ts.TypeChecker, type: ts.Type): string => checker.typeToString(type).slice(0, 100);

/** What a template may meet there, but for nothing at all. `unknown` stays `unknown`. */
const heldIn = (checker: ts.TypeChecker, type: ts.Type): ts.Type[] =>
  partsOf(isUnknown(type) ? type : checker.getNonNullableType(type)).filter(
    (part) => !(part.flags & ts.TypeFlags.Never),
  );

/** The type of a named property, or of each of a list; an index signature answers to no name. */
function stepOf(checker: ts.TypeChecker, type: ts.Type, name: string): ts.Type | undefined {
  if (name === EACH) return checker.getIndexInfosOfType(type).find(({ keyType }) => isNumber(keyType))?.type;
  const property = checker.getPropertyOfType(checker.getApparentType(type), name);
  return property && checker.getTypeOfSymbol(property);
}

const isNumber = (type: ts.Type): boolean => (type.flags & ts.TypeFlags.Number) !== 0;
