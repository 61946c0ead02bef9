import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../src/config';

const root = join(__dirname, '../..');
const example = readFileSync(join(root, '.env.example'), 'utf8');

/** The names that the reader of the settings really asks for. */
function namesRead(): string[] {
  const asked = new Set<string>();
  const env = new Proxy<NodeJS.ProcessEnv>(
    { NODE_ENV: 'production' },
    {
      get: (target, name) => {
        if (typeof name === 'string') asked.add(name);
        return Reflect.get(target, name);
      },
    },
  );
  expect(() => readSettings(env)).toThrow();
  return [...asked].sort();
}

describe('.env.example', () => {
  it('lists every setting, and none that nothing reads', () => {
    const listed = [...example.matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect([...listed].sort()).toEqual(namesRead());
  });

  it('explains each in a line above it', () => {
    const lines = example.split('\n');
    const bare = lines.filter(
      (line, at) => /^#?\s?[A-Z][A-Z0-9_]+=/.test(line) && !/^# .*\.$/.test(lines[at - 1] ?? ''),
    );
    expect(bare).toEqual([]);
  });

  it('can be used as it is for development', () => {
    const env = Object.fromEntries(
      [...example.matchAll(/^([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(() => readSettings(env)).not.toThrow();
  });
});
