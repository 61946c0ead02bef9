// Builds dist/: TypeScript through SWC (types are checked by `npm run types`), the assets that
// nest-cli.json names, the style sheet, and the browser files of govuk-frontend and MoJ.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.built');

const sources = ['src', 'migrations'].flatMap((folder) => filesBelow(join(root, folder)));
if (process.argv.includes('--if-stale') && isFresh()) process.exit(0);

const { compilerOptions } = JSON.parse(readFileSync(join(root, 'nest-cli.json'), 'utf8'));
rmSync(dist, { recursive: true, force: true });
compileTypeScript();
copyAssets();
await buildStyles();
copyBrowserFiles();
writeFileSync(stamp, new Date().toISOString());

function compileTypeScript() {
  const { transformFileSync } = require('@swc/core');
  const { swcOptions } = require('./swc-options.cjs');
  for (const file of sources) {
    if (!file.endsWith('.ts') || file.endsWith('.spec.ts') || file.endsWith('.d.ts')) continue;
    const target = join(dist, relative(root, file)).replace(/\.ts$/, '.js');
    mkdirSync(dirname(target), { recursive: true });
    // No source maps: nothing reads them, and a process would hold them in memory with every module (20 MiB).
    writeFileSync(target, transformFileSync(file, { ...swcOptions('typescript'), sourceMaps: false }).code);
  }
}

function copyAssets() {
  const src = join(root, 'src');
  for (const file of sources) {
    const path = relative(src, file);
    // Style sheets are built; their source is nothing to serve.
    if (path.endsWith('.scss')) continue;
    if (path.startsWith('..') || !compilerOptions.assets.some((pattern) => matches(path, pattern))) continue;
    const target = join(dist, 'src', path);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(file, target);
  }
}

async function buildStyles() {
  const entry = join(root, 'src/web/assets/styles.scss');
  if (!existsSync(entry)) return;
  const sass = await import('sass');
  const { css } = sass.compile(entry, {
    loadPaths: [root],
    quietDeps: true,
    style: 'compressed',
    logger: sass.Logger.silent,
  });
  mkdirSync(join(dist, 'src/web/assets'), { recursive: true });
  writeFileSync(join(dist, 'src/web/assets/styles.css'), css);
}

function copyBrowserFiles() {
  const target = join(dist, 'src/web/assets/vendor');
  mkdirSync(target, { recursive: true });
  cpSync(
    join(root, 'node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js'),
    join(target, 'govuk-frontend.min.js'),
  );
  cpSync(
    join(root, 'node_modules/@ministryofjustice/frontend/moj/moj-frontend.min.js'),
    join(target, 'moj-frontend.min.js'),
  );
  // The pictures the compiled style sheet asks for; the MoJ marks beside them are not ours to ship.
  const pictures = [
    'icon-toggle-plus-minus',
    'icon-close-cross-black',
    'icon-tag-remove-cross',
    'icon-tag-remove-cross-white',
    'icon-document',
  ];
  for (const name of pictures) {
    cpSync(
      join(root, `node_modules/@ministryofjustice/frontend/moj/assets/images/${name}.svg`),
      join(target, `images/${name}.svg`),
    );
  }
}

function isFresh() {
  if (!existsSync(stamp)) return false;
  const builtAt = statSync(stamp).mtimeMs;
  const others = ['package.json', 'nest-cli.json', 'scripts/build.mjs', 'scripts/swc-options.cjs'].map((name) =>
    join(root, name),
  );
  return [...sources, ...others].every((file) => statSync(file).mtimeMs < builtAt);
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** `**` is any folders, `*` any name. */
function matches(path, pattern) {
  const parts = pattern.split(/(\*\*\/?|\*)/).map((part) => {
    if (part.startsWith('**')) return '(?:.*/)?' + (part === '**' ? '.*' : '');
    return part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`).test(path);
}
