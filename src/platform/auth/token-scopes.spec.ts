import { SCOPES, scopeOfRoute, scopeWords } from './token-scopes';

describe('the scope of a route', () => {
  it.each([
    ['GET', '/api/v1/plans/:id', 'plans:read'],
    ['HEAD', '/api/v1/plans', 'plans:read'],
    ['POST', '/api/v1/plans/:id/goals', 'plans:write'],
    ['DELETE', '/api/v1/individuals/:id', 'cases:write'],
    ['POST', '/api/v1/sessions', undefined],
    ['GET', '/api/v1/audit-events', undefined],
    ['GET', '/api/v1/plansandmore', undefined],
    ['GET', '/api/openapi.json', undefined],
  ])('%s %s is %s', (method, path, scope) => expect(scopeOfRoute(method, path)).toBe(scope));

  it('has words for every one', () => {
    expect(SCOPES).toHaveLength(16);
    expect(new Set(SCOPES.map(scopeWords)).size).toBe(16);
    for (const scope of SCOPES) expect(scopeWords(scope)).toMatch(/: (read|write)$/);
  });
});
