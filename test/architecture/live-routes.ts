import type { NestExpressApplication } from '@nestjs/platform-express';

export interface LiveRoute {
  method: string;
  path: string;
}

interface Layer {
  route?: { path: unknown; methods: Record<string, boolean> };
}

/** Every route the running application answers, read from its router: what is declared and forgotten is here too. */
export function liveRoutes(app: NestExpressApplication): LiveRoute[] {
  const express: unknown = app.getHttpAdapter().getInstance();
  const routes = new Map<string, LiveRoute>();
  for (const { route } of stackOf(express)) {
    if (!route || typeof route.path !== 'string') continue;
    for (const method of Object.keys(route.methods).filter((name) => route.methods[name])) {
      // A middleware bound to one route stands in the router as a second entry of it.
      routes.set(`${method} ${route.path}`, { method: method.toUpperCase(), path: route.path });
    }
  }
  return [...routes.values()];
}

function stackOf(express: unknown): Layer[] {
  if (typeof express !== 'function' || !('router' in express)) throw new Error('This is not an Express application.');
  const router: unknown = express.router;
  if (typeof router !== 'function' || !('stack' in router) || !Array.isArray(router.stack)) {
    throw new Error('Express has no router.');
  }
  return router.stack;
}
