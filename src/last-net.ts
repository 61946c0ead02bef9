import { describeFault } from './shared/describe-fault';

/**
 * Under everything that nobody caught. Whatever it was, the process can no longer be trusted to be whole: it says the kind and
 * place of the fault and ends, and whoever runs it starts another (`npm start`, docker). Node alone would print the message, and
 * with it what a person typed.
 */
export function spreadLastNet(): void {
  process.on('uncaughtException', (error: unknown) => {
    process.stderr.write(`Nobody caught: ${describeFault(error)}\n`);
    process.exit(1);
  });
}
