import { setImmediate as turn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Spinning } from './spinning';

describe('a worker that fails without end', () => {
  const noting = async (bursts: number, each: number): Promise<number> => {
    let ended = 0;
    const logger = new Logger('spinning');
    logger.localInstance.error = () => undefined;
    const spinning = new Spinning(logger, () => (ended += 1));
    for (let burst = 0; burst < bursts; burst += 1) {
      for (let error = 0; error < each; error += 1) spinning.note();
      await turn();
      await turn();
    }
    return ended;
  };

  it('ends the process when nothing else runs in between', async () => expect(await noting(1, 1_000)).toBe(1));

  it('bears any number that come one after the other', async () => expect(await noting(200, 10)).toBe(0));
});
