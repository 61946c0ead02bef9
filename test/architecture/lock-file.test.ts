import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  extraneous?: boolean;
  optionalDependencies?: Record<string, string>;
}

const file = join(__dirname, '../../package-lock.json');
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, LockedPackage> };

// npm writes a lock from the machine it runs on; `npm ci` elsewhere, or by another npm, then refuses to install.
describe('the lock file', () => {
  it('holds nothing that no package asks for', () => {
    expect(Object.keys(packages).filter((path) => packages[path]?.extraneous)).toEqual([]);
  });

  it('holds the parts for every kind of machine, not only for the one that wrote it', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !placesToLook(path).some((place) => `${place}node_modules/${name}` in packages))
        .map((name) => `${path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

/** Node looks beside the package, then one folder up, and so on to the top. */
function placesToLook(path: string): string[] {
  const parts = path.split('/node_modules/');
  return ['', ...parts.map((_, index) => `${parts.slice(0, index + 1).join('/node_modules/')}/`)];
}
