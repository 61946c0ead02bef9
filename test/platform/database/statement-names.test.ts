import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../../src');

/** A prepared statement keeps its name on its connection: a second text under that name is refused by the driver. */
describe('the names of prepared statements', () => {
  it('are each given to one text', () => {
    const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ts$/.test(file));
    const found = files.flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\bname: '([a-z]+(?:-[a-z]+)*)',\s*text:/g)].map(
        ([, name]) => ({ name, file }),
      ),
    );
    const twice = found.filter(({ name }, at) => found.findIndex((other) => other.name === name) !== at);
    expect(found.length).toBeGreaterThan(40);
    expect(twice).toEqual([]);
  });
});
