import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedDatabaseError } from './embedded-database.error';

/** The operating-system account the server runs under; undefined means the account that runs us. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

const accountName = 'postgres';

/**
 * PostgreSQL refuses to run as root, so root hands it to the owner of an existing cluster, else to `postgres`, which
 * is made when the machine has none.
 */
export function chooseServerAccount(cluster: string): ServerAccount | undefined {
  const owner = ownerOf(cluster);
  if (process.getuid?.() !== 0) {
    refuseOthersCluster(cluster, owner?.uid);
    return undefined;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return lookUp() ?? createAccount();
}

function ownerOf(cluster: string) {
  try {
    return statSync(cluster, { throwIfNoEntry: false });
  } catch (error) {
    throw new EmbeddedDatabaseError(`${cluster} cannot be reached: set DATA_DIR to a folder of your own.`, {
      cause: error,
    });
  }
}

function refuseOthersCluster(cluster: string, ownerUid: number | undefined): void {
  if (ownerUid === undefined || process.getuid === undefined || ownerUid === process.getuid()) return;
  throw new EmbeddedDatabaseError(
    `The database in ${cluster} belongs to another account (user id ${ownerUid}): start as that account, or set DATA_DIR to a folder of your own.`,
  );
}

function createAccount(): ServerAccount {
  spawnSync('groupadd', ['--system', accountName], { stdio: 'ignore' });
  spawnSync('useradd', ['--system', '--gid', accountName, '--no-create-home', '--shell', '/bin/false', accountName], {
    stdio: 'ignore',
  });
  const account = lookUp();
  if (account) return account;
  throw new EmbeddedDatabaseError(
    'The built-in database cannot run as root, and no "postgres" account could be made: start as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  );
}

function lookUp(): ServerAccount | undefined {
  const uid = numericId('-u');
  const gid = numericId('-g');
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function numericId(flag: '-u' | '-g'): number | undefined {
  const answer = spawnSync('id', [flag, accountName], { encoding: 'utf8' });
  return answer.status === 0 ? Number.parseInt(answer.stdout, 10) : undefined;
}
