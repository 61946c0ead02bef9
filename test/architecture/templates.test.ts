import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { configureNunjucks } from '../../src/web/nunjucks-environment';

const source = join(__dirname, '../../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((file) => join(source, file));
const shared = join(source, 'web/views');
const templates = files
  .filter((file) => file.endsWith('.njk'))
  .map((file) => (file.startsWith(shared) ? relative(shared, file) : relative(source, file)));
const texts = files
  .filter((file) => /\.(ts|njk)$/.test(file) && !file.endsWith('.spec.ts'))
  .map((file) => readFileSync(file, 'utf8'));
const textOf = (template: string): string =>
  readFileSync(join(template.includes('/views/') ? source : shared, template), 'utf8');

describe.each(templates)('%s', (template) => {
  it('compiles', () => {
    const environment = configureNunjucks(null, { noCache: true });
    expect(() => environment.getTemplate(template, true)).not.toThrow();
  });

  it('is used', () => {
    expect(texts.filter((text) => text.includes(`'${template}'`) || text.includes(`"${template}"`))).not.toEqual([]);
  });

  it('builds no markup of its own from what people typed', () => {
    const text = textOf(template);
    const unsafe = [...text.matchAll(/\{\{[^}]*\|\s*safe[^}]*\}\}/g)].map(([found]) => found);
    // The table partial takes a presenter's own escaped block, and says so at its head.
    expect(template === 'partials/scroll-table.njk' ? [] : unsafe).toEqual([]);
    expect(text).not.toMatch(/autoescape\s+false|\sstyle="|\son[a-z]+="|<script(?![^>]*nonce)/);
  });
});
