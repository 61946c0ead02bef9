import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Product, startProduct, temporaryDataDir } from '../support/product';

const run = promisify(execFile);

describe('production on the embedded database', () => {
  const dataDir = temporaryDataDir();
  const settings = {
    NODE_ENV: 'production',
    EMBEDDED_DATABASE_IN_PRODUCTION: 'yes',
    BASE_URL: 'https://cohort.example',
    SESSION_SECRET: 'a-secret-of-the-test-that-is-long-enough-0123456789',
    SMTP_URL: 'smtp://localhost:1',
    PLAIN_CONNECTIONS: '',
    DATABASE_URL: '',
    REDIS_URL: '',
    DATA_DIR: dataDir.path,
  };
  let product: Product | undefined;

  beforeAll(async () => {
    product = await startProduct(dataDir.path, settings);
  });
  afterAll(async () => {
    await product?.stop();
    dataDir.remove();
  });

  const command = (name: string, ...args: string[]): Promise<{ stdout: string; stderr: string }> =>
    run(process.execPath, [join('dist', 'src', 'commands', `${name}.js`), ...args], {
      env: { ...process.env, ...settings },
    });
  const invite = () => command('invite-administrator', '--email', 'first@council.example', '--name', 'Ada Obi');

  it('has an audit that is empty and says so, gets its first administrator beside the running service, and audits it', async () => {
    expect((await command('audit-verify')).stdout).toContain('The audit is empty');
    const { stdout, stderr } = await invite();
    expect(stderr).toBe('');
    const link = /^https:\/\/cohort\.example(\/sign-in\/links\/[\w-]{43})$/m.exec(stdout);
    // The service reads it, and still signs in to the database with its own password.
    const page = await fetch(`${product?.url}${link?.[1]}`, { headers: { 'x-forwarded-proto': 'https' } });
    expect(page.status).toBe(200);
    expect((await command('audit-verify')).stdout).toContain('The audit is whole');
  });

  it('is told in words to start the service where none runs', async () => {
    const nowhere = temporaryDataDir();
    const env = { ...process.env, ...settings, DATA_DIR: nowhere.path };
    const args = [join('dist', 'src', 'commands', 'invite-administrator.js'), '--email', 'a@b.example', '--name', 'A'];
    await expect(run(process.execPath, args, { env })).rejects.toMatchObject({
      stderr: expect.stringMatching(/^No database runs here: .+\n$/),
    });
    nowhere.remove();
  });
});
