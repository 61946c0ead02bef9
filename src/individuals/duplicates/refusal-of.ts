import { NotFound } from '../../shared/errors';
import { CannotMerge } from './duplicates.errors';

/** Turns what the functions of merges refuse (TC003 the right, TC004 a state, named in the message) into words. */
export async function refusalOf<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const cause: unknown = error instanceof Error && 'driverError' in error ? error.driverError : error;
    const code: unknown = typeof cause === 'object' && cause !== null && Reflect.get(cause, 'code');
    if (code === 'TC003') throw new NotFound();
    if (code === 'TC004' && cause instanceof Error) throw new CannotMerge(cause.message);
    throw error;
  }
}
