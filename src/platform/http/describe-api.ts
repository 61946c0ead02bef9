import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Problem, PROBLEM_CONTENT } from './problem';

/** The description of the API at /api/openapi.json, made when it is first asked for; pages are left out of it. */
export function describeApi(app: INestApplication): void {
  let document: OpenAPIObject | undefined;
  const express: unknown = app.getHttpAdapter().getInstance();
  if (typeof express === 'function' && 'get' in express && typeof express.get === 'function') {
    express.get('/api/openapi.json', (_: Request, response: Response) => {
      document ??= describe(app);
      response.json(document);
    });
  }
}

function describe(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Tertiary cohort')
    .setVersion('1')
    // Tokens are random and mean nothing to who holds one; the builder would say JWT.
    .addBearerAuth({ type: 'http', bearerFormat: 'opaque' })
    .addGlobalResponse({ status: 'default', description: 'Refused, or a fault of ours', content: PROBLEM_CONTENT })
    .build();
  const whole = SwaggerModule.createDocument(app, config, { extraModels: [Problem] });
  const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith('/api/')));
  return asSent({ ...whole, paths });
}

/**
 * What the builder does not know: in OpenAPI 3.0 a value that may be null must have null among its choices too, and a day
 * is a text (its type is an alias, which leaves no trace at run time).
 */
function asSent<Part>(part: Part): Part {
  if (typeof part !== 'object' || part === null) return part;
  for (const inner of Object.values(part)) asSent(inner);
  const choices: unknown = Reflect.get(part, 'enum');
  // Another list: this one may be the very list of the rules.
  if (Reflect.get(part, 'nullable') === true && Array.isArray(choices) && !choices.includes(null)) {
    Reflect.set(part, 'enum', [...choices, null]);
  }
  if (['date', 'date-time'].includes(String(Reflect.get(part, 'format')))) Reflect.set(part, 'type', 'string');
  return part;
}
