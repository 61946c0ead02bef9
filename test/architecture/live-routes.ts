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
  return stackOf(express).flatMap(({ route }) => {
    if (!route || typeof route.path !== 'string') return [];
    const path = route.path;
    return Object.keys(route.methods)
      .filter((method) => route.methods[method])
      .map((method) => ({ method: method.toUpperCase(), path }));
  });
}

function stackOf(express: unknown): Layer[] {
  if (typeof express !== 'function' || !('router' in express)) throw new Error('This is not an Express application.');
  const router: unknown = express.router;
  if (typeof router !== 'function' || !('stack' in router) || !Array.isArray(router.stack)) {
    throw new Error('Express has no router.');
  }
  return router.stack;
}
