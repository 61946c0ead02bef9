import type { NextFunction, Request, Response } from 'express';
import { Refusal } from '../../shared/errors';

const OF_PAGES = ['GET', 'HEAD', 'POST'];
const OF_THE_API = [...OF_PAGES, 'PUT', 'PATCH', 'DELETE'];

/** What is there does not take this method. */
export class WrongMethod extends Refusal {
  readonly status = 405;
  readonly code = 'wrong-method';

  constructor(readonly allowed: string[]) {
    super('That cannot be done here.');
  }
}

/** TRACE and the like are refused before anything else is asked. */
export function knownMethodsOnly(request: Request, _: Response, next: NextFunction): void {
  const allowed = request.path.startsWith('/api/') ? OF_THE_API : OF_PAGES;
  next(allowed.includes(request.method) ? undefined : new WrongMethod(allowed));
}

interface Layer {
  match(path: string): boolean;
  route?: { methods: Record<string, boolean> };
}

/** The methods of the routes at this address; none when nothing is there. */
export function methodsAt(request: Request): string[] {
  const router: unknown = Reflect.get(request.app, 'router');
  const stack: unknown = typeof router === 'function' && 'stack' in router ? router.stack : [];
  const [path = '/'] = request.originalUrl.split('?');
  const found = (Array.isArray(stack) ? stack : [])
    .filter((layer: unknown): layer is Required<Layer> => isRoute(layer) && layer.match(path))
    .flatMap(({ route }) => Object.keys(route.methods).filter((name) => route.methods[name]))
    .map((name) => name.toUpperCase());
  return [...new Set(found.includes('GET') ? [...found, 'HEAD'] : found)].sort();
}

const isRoute = (layer: unknown): layer is Required<Layer> =>
  typeof layer === 'object' && layer !== null && 'match' in layer && 'route' in layer && Boolean(layer.route);
