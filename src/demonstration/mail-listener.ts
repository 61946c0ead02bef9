import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { mailFiles, mailFolder } from './mail-folder';
import { messageIdOf } from './mail-message';

/** A demonstration runs for weeks on somebody's laptop: the newest are enough. */
const KEPT_MOST = 200;
const BYTES_MOST = 256 * 1024;

export interface MailListener {
  smtpUrl: string;
  stop(): Promise<void>;
}

/**
 * A mail server of our own on the loopback address, for demonstrations only: messages leave by SMTP as they would in
 * earnest and are kept as files. Two deliveries with one message id are one message, as in any mailbox.
 */
export async function startMailListener(dataDir: string): Promise<MailListener> {
  const folder = mailFolder(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const server = new SMTPServer({
    // Nobody to hide from between two processes of one machine, and no certificate to do it with.
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: BYTES_MOST,
    logger: false,
    onData: (stream, _session, done) => {
      read(stream).then(
        (message) => {
          keep(folder, message);
          done();
        },
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  // A sender that breaks off is the sender's error.
  server.on('error', () => undefined);
  const port = await listening(server);
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((closed) => server.close(() => closed())),
  };
}

function listening(server: SMTPServer): Promise<number> {
  return new Promise((ready, fail) => {
    server.once('error', fail);
    const socket = server.listen(0, '127.0.0.1', () => {
      const address = socket.address();
      if (address === null || typeof address === 'string') fail(new Error('The mail listener has no port.'));
      else ready(address.port);
    });
  });
}

async function read(stream: SMTPServerDataStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.isBuffer(part) ? part : Buffer.from(String(part)));
  return Buffer.concat(parts);
}

function keep(folder: string, message: Buffer): void {
  const name = createHash('sha256').update(messageIdOf(message)).digest('hex').slice(0, 40);
  writeFileSync(join(folder, `${name}.eml`), message, { mode: 0o600 });
  const files = mailFiles(folder);
  for (const { path } of files.slice(KEPT_MOST)) rmSync(path, { force: true });
}
