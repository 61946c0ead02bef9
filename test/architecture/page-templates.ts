import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const source = join(__dirname, '../../src');

/** Templates that are a whole page: they extend a layout and nothing extends them. */
export function pageTemplates(): string[] {
  const shared = join(source, 'web/views');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.njk'));
  const layoutOf = (file: string): string | undefined =>
    /\{%-? extends "([^"]+)"/.exec(readFileSync(join(source, file), 'utf8'))?.[1];
  const layouts = files.map(layoutOf);
  return files
    .filter((_, at) => layouts[at] !== undefined)
    .map((file) => (file.startsWith('web/views/') ? relative(shared, join(source, file)) : file))
    .filter((template) => !layouts.includes(template))
    .sort();
}
