import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where the demonstration's mail listener keeps what it took, and its page finds it. */
export const mailFolder = (dataDir: string): string => join(dataDir, 'mail');

/** The messages that were kept, newest first. */
export function mailFiles(folder: string): { path: string; receivedAt: Date }[] {
  const names = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
  return names
    .filter((name) => name.endsWith('.eml'))
    .flatMap((name) => {
      const path = join(folder, name);
      const found = statSync(path, { throwIfNoEntry: false });
      return found ? [{ path, receivedAt: new Date(found.mtimeMs) }] : [];
    })
    .sort((one, other) => other.receivedAt.getTime() - one.receivedAt.getTime());
}
