import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { Settings } from '../../config';

/** Longer than a balancer keeps a connection idle (a minute, mostly): it must not send on one we are about to end. */
const KEEP_ALIVE_MILLISECONDS = 75_000;
/** Slow on purpose, a request is ended: its head within these, all of it within the next. */
const HEAD_MILLISECONDS = 15_000;
const WHOLE_MILLISECONDS = 120_000;
/** Requests under way have so long to end when the process stops. */
const LAST_ANSWERS_MILLISECONDS = 8_000;

/** Whether the process is about to stop: readiness says so, and connections are not kept. */
export class Draining {
  private begun = false;

  get isDraining(): boolean {
    return this.begun;
  }

  begin(): void {
    this.begun = true;
  }

  /** Whoever keeps a connection is told to open the next one elsewhere. */
  readonly endConnections = (_: Request, response: Response, next: NextFunction): void => {
    if (this.begun) response.setHeader('Connection', 'close');
    next();
  };
}

/** Listens, with limits on how slowly a request may come. */
export async function serve(app: NestExpressApplication, settings: Settings): Promise<void> {
  const server: Server = app.getHttpServer();
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
  server.headersTimeout = HEAD_MILLISECONDS;
  server.requestTimeout = WHOLE_MILLISECONDS;
  await app.listen(settings.port);
}

/**
 * Stops without failing a request: first readiness says no, so that a balancer sends the next ones elsewhere; after the
 * drain nothing new is taken and what is under way ends; only then are pools and queues closed (Nest would close them
 * first, under the feet of the requests).
 */
export async function stopServing(app: NestExpressApplication, settings: Settings): Promise<void> {
  const server: Server = app.getHttpServer();
  app.get(Draining, { strict: false }).begin();
  await delay(settings.drainSeconds * 1_000);
  await lastAnswers(server);
  await app.close();
}

async function lastAnswers(server: Server): Promise<void> {
  if (!server.listening) return;
  const ended = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  // A connection that becomes idle after its last answer is ended by its `Connection: close`.
  const isOver = new AbortController();
  await Promise.race([
    ended,
    delay(LAST_ANSWERS_MILLISECONDS, undefined, { signal: isOver.signal, ref: false }).catch(() => undefined),
  ]);
  isOver.abort();
  server.closeAllConnections();
}
