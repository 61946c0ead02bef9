// The load, in a process of its own: autocannon with what standard input says, its figures to standard output.
//   { url, connections, seconds or amount, requests: [{ method, path, headers, body }] }
// Every request of every connection is the next of the list, so that two connections never write to one record at once.
import autocannon from 'autocannon';

const { url, connections, seconds, amount, requests } = JSON.parse(await read(process.stdin));
let at = 0;
const found = await autocannon({
  url,
  connections,
  ...(amount ? { amount } : { duration: seconds }),
  timeout: 30,
  requests: [{ setupRequest: (request) => ({ ...request, ...requests[at++ % requests.length] }) }],
});
process.stdout.write(
  JSON.stringify({
    perSecond: found.requests.total / found.duration,
    p50: found.latency.p50,
    p99: found.latency.p99,
    failed: found.non2xx + found.errors + found.timeouts,
    total: found.requests.total,
    sent: at,
  }),
);

async function read(stream) {
  let text = '';
  for await (const part of stream) text += part;
  return text;
}
