import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, sources } from './sources';

const filesWith = (pattern: RegExp): string[] =>
  sources()
    .filter(({ text }) => pattern.test(text))
    .map(({ file }) => file);

describe('the source of the service', () => {
  /** ASVS 5.0 V1.2.5. The embedded PostgreSQL of development is a program; it is given no word of a request. */
  it('starts no program but the embedded PostgreSQL and its own two processes, and never a shell', () => {
    const starters = filesWith(/child_process/);
    expect(starters.filter((file) => !file.startsWith('src/platform/embedded/'))).toEqual([]);
    expect(filesWith(/(?<![.\w])exec(Sync)?\(|shell: true/)).toEqual([]);
  });

  /** ASVS 5.0 V1.3.2. Pages may not either: no script-src of theirs has unsafe-eval (header-sweep). */
  it('evaluates no text as a program', () => {
    expect(filesWith(/\beval\(|new Function\(|from '(node:)?vm'|setTimeout\(['"`]|setInterval\(['"`]/)).toEqual([]);
    const scripts = join(ROOT, 'src/web/assets');
    const pages = readdirSync(scripts, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    for (const file of pages) expect(readFileSync(join(scripts, file), 'utf8')).not.toMatch(/\beval\(|new Function\(/);
    expect(readFileSync(join(ROOT, 'eslint.config.mjs'), 'utf8')).toContain("'no-eval': 'error'");
  });

  /** ASVS 5.0 V11.2.4: tokens are found by their hash in an index, never compared; what is compared here takes one time. */
  it('compares no secret with an equals sign', () => {
    const compared = /\b(token|secret|hash|signature|code)\w* (===|!==) (?!null|undefined|'|"|\d)/i;
    const lines = sources().flatMap(({ file, text }) =>
      text
        .split('\n')
        .flatMap((line) =>
          compared.test(line) && !/typeof|\.status|statusCode/.test(line) ? [`${file}: ${line.trim()}`] : [],
        ),
    );
    // Reviewed: answers of an import, the codes of indicators and of sounds, the name of a fault, and a hash that stands in
    // an e-mail.
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'src/imports/make-person.ts',
      'src/indicators/figures.ts',
      'src/indicators/reports/publishable.ts',
      'src/indicators/reports/publishable.ts',
      'src/indicators/reports/report-packs.ts',
      'src/individuals/domain/likeness.ts',
      'src/platform/http/refusal-filter.ts',
      'src/platform/audit/chain/verify-chain.ts',
    ]);
    expect(filesWith(/timingSafeEqual\(/)).toEqual(['src/platform/http/submission-ids.ts']);
  });

  /** ASVS 5.0 V1.3.6: an address that a request names is asked of nobody; these are of the settings. */
  it('asks addresses of its settings alone, never one that somebody sent', () => {
    expect(filesWith(/\bfetch\(|\bhttps?\.(request|get)\(|from '(axios|undici|got)'/).sort()).toEqual([
      'src/platform/audit/heads/webhook-keeper.ts',
      // The keys of the provider, at the address of its own description.
      'src/platform/auth/single-sign-on/back-channel-logout.ts',
      'src/platform/mail/notify-client.ts',
    ]);
  });

  /** ASVS 5.0 V16.2.5: a message repeats what it was given. Of mail the words are ours (`failureOf`), a code and no address. */
  it('writes the message of no fault into a log', () => {
    expect(filesWith(/logger\s*\.\w+\([^;]*\.(message|stack)\b/)).toEqual(['src/reminders/send-reminders.ts']);
  });

  /** ASVS 5.0 V14.3.3. */
  it('keeps nothing in the storage of a browser', () => {
    const folder = join(ROOT, 'src/web/assets');
    const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(2);
    for (const file of scripts) {
      expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(
        /localStorage|sessionStorage|indexedDB|document\.cookie/,
      );
    }
  });
});
