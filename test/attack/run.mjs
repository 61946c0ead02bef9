// npm run test:attack [-- --requests 5000 --seed 7 --operations 202 --only generated,ffuf --full]
// Starts the real product on loopback with a scratch database and attacks it: with requests of our own making, and with
// whichever third-party tools this machine has. A tool that is missing is named; it is never counted as passed.
import { parseArgs } from 'node:util';
import { attackByGeneration } from './generated.mjs';
import { signIn, startProduct } from './product.mjs';
import { MISSING_IN_NPM, TOOLS } from './tools.mjs';

const { values: options } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    // How many of the API's operations sqlmap tries; --full tries all of them, and harder.
    operations: { type: 'string', default: '6' },
    only: { type: 'string' },
    full: { type: 'boolean', default: false },
  },
});
const wanted = options.only?.split(',');
const isWanted = (name) => wanted === undefined || wanted.includes(name);
const results = { passed: 0, failed: 0, missing: [] };

const list = (found) =>
  [...found]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 60)
    .map(([what, times]) => `\n    ${times} x ${what}`)
    .join('') || '0';

const product = await startProduct();
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (interrupted = true));
try {
  console.log(`The product runs at ${product.url}`);
  // Before the attack has used up the tries of this address.
  const people = {
    practitioner: await signIn(product.url, 'practitioner'),
    manager: await signIn(product.url, 'manager'),
  };
  if (isWanted('generated')) await generated();
  for (const [name, run] of Object.entries(TOOLS)) {
    if (isWanted(name) && !interrupted)
      report(name, await run({ ...product, people, isFull: options.full, operations: Number(options.operations) }));
  }
  for (const name of MISSING_IN_NPM()) if (isWanted(name)) results.missing.push(name);
  const faults = product.faults.filter((line) => /ERROR/.test(line));
  report('faults in the log', { isPassed: faults.length === 0, words: `${faults.length} lines` });
  for (const line of product.faults.slice(0, 60)) console.log(`    ${line}`);
} finally {
  await product.stop();
}
if (results.missing.length > 0) console.log(`missing on this machine, so not shown: ${results.missing.join(', ')}`);
console.log(`${results.passed} passed, ${results.failed} failed`);
process.exit(results.failed === 0 ? 0 : 1);

async function generated() {
  const [requests, seed] = [Number(options.requests), Number(options.seed)];
  console.log(`generated requests: ${requests}, seed ${seed}`);
  const found = await attackByGeneration(product.url, { requests, seed });
  const rate = Math.round(found.sent / found.seconds);
  const statuses = [...found.statuses]
    .sort(([one], [other]) => one - other)
    .map(([status, times]) => `${status}: ${times}`);
  console.log(
    `  ${found.sent} sent in ${Math.round(found.seconds)} s (${rate}/s), ${found.pages} of them forms; ${statuses.join(', ')}`,
  );
  console.log(`  ${found.accepted} accepted, slowest ${Math.round(found.slowest)} ms, ${found.lost} connections lost`);
  const isBroken = found.faults.size > 0 || found.lost > 0;
  report('answers of 500 and above', { isPassed: !isBroken, words: list(found.faults) });
  report('answers outside their description', { isPassed: found.wrong.size === 0, words: list(found.wrong) });
  report('enough was accepted to mean something', {
    isPassed: found.accepted > found.sent / 50,
    words: `${found.accepted}`,
  });
}

function report(name, { isPassed, isMissing, words = '' }) {
  if (isMissing) results.missing.push(name);
  else if (isPassed) results.passed += 1;
  else results.failed += 1;
  console.log(`${isMissing ? 'missing' : isPassed ? 'passed ' : 'FAILED '} ${name}${words ? `: ${words}` : ''}`);
}
