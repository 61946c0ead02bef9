import { createServer, type AddressInfo } from 'node:net';

const onlyThisMachine = '127.0.0.1';

/** A port nobody listens on, chosen by the operating system. */
export async function findFreePort(): Promise<number> {
  const port = await listenOnce(0, onlyThisMachine);
  if (port === undefined) throw new Error('The operating system has no free port.');
  return port;
}

/** Whether this port can be listened on now; without a host, on every address of the machine. */
export async function isPortFree(port: number, host?: string): Promise<boolean> {
  return (await listenOnce(port, host)) !== undefined;
}

function listenOnce(port: number, host?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(isAddressInfo(address) ? address.port : undefined));
    });
  });
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
