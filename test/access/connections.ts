import { Agent, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestApp } from '../support/test-app';
import { sessionCookie } from '../support/session-cookie';

export interface Reply {
  status: number;
  text: string;
  location: string;
  /** The first cookie that was set, as it is sent back. */
  cookie: string;
}

/** Kept connections to a running application. */
export class Connections {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 24 });

  private constructor(private readonly port: number) {}

  static async to(test: TestApp): Promise<Connections> {
    const server = await test.app.listen(0, '127.0.0.1');
    // A proof thinks for longer than a browser between two requests on one connection.
    server.keepAliveTimeout = 600_000;
    const address: AddressInfo | string | null = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port.');
    return new Connections(address.port);
  }

  close(): void {
    this.agent.destroy();
  }

  send(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const sent = send(
        {
          agent: this.agent,
          host: '127.0.0.1',
          port: this.port,
          method,
          path,
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(parts).toString('utf8'),
              location: response.headers.location ?? '',
              cookie: sessionCookie(response.headers['set-cookie']),
            }),
          );
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

export function formOf(fields: Record<string, unknown>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, String(one));
  }
  return form.toString();
}
