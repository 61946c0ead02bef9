import { spawn, type ChildProcess } from 'node:child_process';

export interface RunningChild {
  name: string;
  /** Resolves when the process has ended, with how: "exit 1", "SIGKILL". */
  ended: Promise<string>;
  /** Resolves at the first message that satisfies the test; never when the process ends first. */
  message(matches: (message: object) => boolean): Promise<object>;
  onMessage(listener: (message: object) => void): void;
  terminate(): void;
  kill(): void;
}

/** Starts one of our own built programs. It stops by itself when the channel to us closes, so a kill -9 of us stops it too. */
export function startChild(name: string, file: string, env: NodeJS.ProcessEnv, flags: string[] = []): RunningChild {
  const child = spawn(process.execPath, [...process.execArgv, file, ...flags], {
    env,
    // Its own session: Ctrl-C in the terminal reaches only the launcher, which stops things in order.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  const onMessage = (listener: (message: object) => void): void => listenTo(child, listener);
  return {
    name,
    ended,
    onMessage,
    message: (matches) => new Promise((resolve) => onMessage((message) => matches(message) && resolve(message))),
    terminate: () => child.kill('SIGTERM'),
    kill: () => child.kill('SIGKILL'),
  };
}

function listenTo(child: ChildProcess, listener: (message: object) => void): void {
  child.on('message', (message: unknown) => {
    if (typeof message === 'object' && message !== null) listener(message);
  });
}

/** Asks all to end, kills after `patience` milliseconds those that have not, and resolves when none is left. */
export async function stopChildren(children: readonly RunningChild[], patience: number): Promise<void> {
  const timer = setTimeout(() => children.forEach((child) => child.kill()), patience);
  children.forEach((child) => child.terminate());
  await Promise.all(children.map((child) => child.ended));
  clearTimeout(timer);
}
