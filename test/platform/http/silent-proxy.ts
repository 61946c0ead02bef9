import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before a server and can fall silent: it goes on taking connections and bytes, and passes nothing on. */
export class SilentProxy {
  private isSilent = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static start(target: number): Promise<SilentProxy> {
    return new Promise((ready) => {
      const server = createServer((inside) => proxy.pass(inside, connect(target, '127.0.0.1')));
      let proxy: SilentProxy;
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        proxy = new SilentProxy(server, typeof address === 'object' && address ? address.port : 0);
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
  }

  stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((done) => this.server.close(() => done()));
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
      if (this.isSilent) from.pause();
    }
  }
}
