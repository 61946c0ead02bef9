import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before a server and can fall silent: it goes on taking connections and bytes, and passes nothing on. */
export class SilentProxy {
  private isSilent = false;
  private readonly sockets = new Set<Socket>();
  /** Who came while it was silent. They are passed on when it speaks: a server has only so many connections. */
  private readonly held = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
    readonly port: number,
  ) {}

  static start(target: number): Promise<SilentProxy> {
    return new Promise((ready) => {
      const server = createServer((inside) => proxy.take(inside));
      let proxy: SilentProxy;
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        proxy = new SilentProxy(server, target, typeof address === 'object' && address ? address.port : 0);
        ready(proxy);
      });
    });
  }

  fallSilent(): void {
    this.isSilent = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** What was held back goes on its way. */
  speak(): void {
    this.isSilent = false;
    for (const socket of this.sockets) socket.resume();
    for (const inside of this.held) this.pass(inside, connect(this.target, '127.0.0.1'));
    this.held.clear();
  }

  stop(): Promise<void> {
    for (const socket of [...this.sockets, ...this.held]) socket.destroy();
    return new Promise((done) => this.server.close(() => done()));
  }

  private take(inside: Socket): void {
    if (!this.isSilent) return this.pass(inside, connect(this.target, '127.0.0.1'));
    this.held.add(inside.pause());
    inside.on('error', () => undefined).on('close', () => this.held.delete(inside));
  }

  private pass(inside: Socket, outside: Socket): void {
    for (const [from, to] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
