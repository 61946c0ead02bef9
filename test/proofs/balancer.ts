import { Agent, createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A process that says it stops is left out at once, one that is slow to say anything after so many times. */
const ENOUGH = 10;

/** Turn by turn to those that say they are ready; it never tries a request twice, so a lost one is seen. */
export class Balancer {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly ready = new Set<number>();
  private readonly watch: NodeJS.Timeout;
  private readonly misses = new Map<number, number>();
  private turn = 0;
  /** Why a request could not be passed on. */
  readonly lost: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly ports: number[],
    readonly url: string,
  ) {
    this.watch = setInterval(() => void this.look(), 100);
  }

  static async start(ports: number[]): Promise<Balancer> {
    const server = createServer((inside, answer) => balancer.pass(inside, answer));
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const balancer = new Balancer(server, ports, `http://127.0.0.1:${port}`);
    await balancer.look();
    return balancer;
  }

  async stop(): Promise<void> {
    clearInterval(this.watch);
    this.agent.destroy();
    await new Promise<void>((done) => {
      this.server.close(() => done());
      this.server.closeAllConnections();
    });
  }

  isReady(port: number): boolean {
    return this.ready.has(port);
  }

  private async look(): Promise<void> {
    await Promise.all(
      this.ports.map(async (port) => {
        const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
        const words = (await answer?.text().catch(() => '')) ?? 'stopping';
        if (answer?.ok) this.misses.set(port, 0);
        else this.misses.set(port, words.includes('stopping') ? ENOUGH : (this.misses.get(port) ?? ENOUGH) + 1);
        if ((this.misses.get(port) ?? 0) < ENOUGH) this.ready.add(port);
        else this.ready.delete(port);
      }),
    );
  }

  private pass(inside: IncomingMessage, answer: ServerResponse): void {
    const choices = [...this.ready];
    const port = choices[this.turn++ % Math.max(choices.length, 1)];
    const { method, url: path, headers } = inside;
    const outside = request(
      { agent: this.agent, host: '127.0.0.1', port: port ?? 1, method, path, headers },
      (reply) => {
        const { connection: _ours, ...kept } = reply.headers;
        answer.writeHead(reply.statusCode ?? 502, kept);
        reply.pipe(answer);
        reply.on('error', () => answer.destroy());
      },
    );
    outside.on('error', (error) => {
      this.lost.push(`${String(port)}: ${error.message}`);
      if (answer.headersSent) answer.destroy();
      else answer.writeHead(502).end();
    });
    inside.pipe(outside);
  }
}
