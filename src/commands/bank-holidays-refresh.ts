/**
 * `npm run bank-holidays:refresh -- --file <json>`: puts a downloaded copy of the government's bank holidays into the
 * table of the service, after saying what differs. `--check` says it and writes nothing. Build and start again afterwards.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { differences, refreshed, UnusableHolidays } from '../shared/bank-holiday-refresh';
import table from '../shared/bank-holidays-england-wales.json';

const TABLE_FILE = 'src/shared/bank-holidays-england-wales.json';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function main(): void {
  const { values } = parseArgs({ options: { file: { type: 'string' }, check: { type: 'boolean', default: false } } });
  if (values.file === undefined) throw new UnusableHolidays('Say which file: --file <downloaded json>');
  const published: unknown = JSON.parse(readFileSync(values.file, 'utf8'));
  const after = refreshed(table, published);
  const changes = differences(table, after);
  for (const line of changes) say(line);
  say(changes.length === 0 ? 'The file says nothing new.' : `${changes.length} differences.`);
  say(`The table then ends on ${after.endsOn}.`);
  if (values.check || changes.length === 0) return;
  writeFileSync(TABLE_FILE, written(after));
  say(`Wrote ${TABLE_FILE}. Run the tests, build, and start the service again.`);
}

/** One holiday a line, so that a change of the table can be read. */
function written({ division, startsOn, endsOn, holidays }: typeof table): string {
  const lines = holidays.map(({ day, title }) => `    { "day": "${day}", "title": ${JSON.stringify(title)} }`);
  return `{\n  "division": "${division}",\n  "startsOn": "${startsOn}",\n  "endsOn": "${endsOn}",\n  "holidays": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
