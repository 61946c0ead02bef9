import { NestFactory } from '@nestjs/core';
import { ConsoleLogger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module';
import type { Settings } from './config';
import { configureHttp } from './platform/http';
import { describeApi } from './platform/http/describe-api';
import type { Clock } from './shared/clock';

export const LOG_LEVELS_SHOWN = {
  error: ['error'],
  warn: ['error', 'warn'],
  log: ['error', 'warn', 'log'],
  debug: ['error', 'warn', 'log', 'debug'],
} as const;

/** The web application, configured but not listening: main.ts and the tests use the same one. */
export async function createWebApplication(settings: Settings, clock?: Clock): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings, clock), {
    bodyParser: false,
    logger: new ConsoleLogger({ json: settings.isProduction, logLevels: [...LOG_LEVELS_SHOWN[settings.logLevel]] }),
    abortOnError: false,
  });
  const http = configureHttp(app, settings);
  // The application is a proxy that does not keep a method that is put into it; what Nest closes last is the adapter.
  const adapter = app.getHttpAdapter();
  const close = adapter.close.bind(adapter);
  adapter.close = async () => {
    await close();
    await http.close();
  };
  describeApi(app);
  return app;
}
