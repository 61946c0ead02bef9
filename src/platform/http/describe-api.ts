import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';

/** The description of the API at /api/openapi.json; pages are left out of it. */
export function describeApi(app: INestApplication): void {
  const config = new DocumentBuilder().setTitle('Tertiary cohort').setVersion('1').addBearerAuth().build();
  const whole = SwaggerModule.createDocument(app, config);
  const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith('/api/')));
  const document = { ...whole, paths };
  const express: unknown = app.getHttpAdapter().getInstance();
  if (typeof express === 'function' && 'get' in express && typeof express.get === 'function') {
    express.get('/api/openapi.json', (_: Request, response: Response) => response.json(document));
  }
}
