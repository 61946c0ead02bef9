import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface LoadOrder {
  url: string;
  connections: number;
  /** So long, or so many requests. */
  seconds?: number;
  amount?: number;
  requests: { method: string; path: string; headers?: Record<string, string>; body?: string }[];
}

export interface LoadFound {
  perSecond: number;
  p50: number;
  p99: number;
  failed: number;
  total: number;
  sent: number;
}

/** The load comes from a process of its own, so that making it is not counted to who answers it. */
export async function load(order: LoadOrder): Promise<LoadFound> {
  const child = script('load.mjs');
  child.stdin.end(JSON.stringify(order));
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part.toString()));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The load could not be made.');
  const found: LoadFound = JSON.parse(text);
  // No answer at all is no good time either.
  return { ...found, failed: found.failed + (found.total === 0 ? 1 : 0) };
}

/** The limit server, with what it has to do. */
export class LimitServer {
  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    readonly url: string,
  ) {}

  static async start(order: object): Promise<LimitServer> {
    const child = script('limit-server.mjs');
    child.stdin.end(JSON.stringify(order));
    const [port] = await once(child.stdout, 'data');
    return new LimitServer(child, `http://127.0.0.1:${String(port).trim()}`);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

function script(name: string): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [join(__dirname, name)], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stderr.pipe(process.stderr);
  return child;
}
