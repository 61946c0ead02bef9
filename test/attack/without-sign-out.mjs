// A door to the product that leaves out the way to sign out: a crawler that follows it would test what strangers see, and say so
// of everything. wapiti's own way to leave an address out fails on Python 3.11 and later.
import { createServer, request } from 'node:http';

/** @returns the address of the door, and how to close it */
export async function withoutSignOut(url) {
  const { hostname, port, host } = new URL(url);
  const door = createServer((asked, answer) => {
    if (asked.url?.startsWith('/sign-out')) return answer.writeHead(404).end();
    const headers = { ...asked.headers, host };
    const onward = request({ hostname, port, method: asked.method, path: asked.url, headers }, (said) => {
      answer.writeHead(said.statusCode ?? 502, said.headers);
      said.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    return asked.pipe(onward);
  });
  await new Promise((listening) => door.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${door.address().port}`, close: () => door.close() };
}
