import { execFile } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

describe('the import rules', () => {
  it('hold: slices meet at index.ts, lower never import higher, domain stays pure, nothing goes in a circle', async () => {
    const { code, output } = await new Promise<{ code: unknown; output: string }>((done) => {
      const flags = ['src', 'test', 'migrations', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'];
      execFile(process.execPath, [program, ...flags], { cwd: root }, (error, stdout, stderr) =>
        done({ code: error?.code ?? 0, output: stdout + stderr }),
      );
    });
    expect(code === 0 ? '' : output).toBe('');
  }, 120_000);
});
