import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Head, headLine } from '../domain/head';
import type { HeadKeeper } from './head-keeper';

/** A line at the end of a file: on another disk, or on one that can only be added to. */
export class FileKeeper implements HeadKeeper {
  readonly task = 'head_file';

  constructor(private readonly path: string) {}

  async keep(head: Head): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    await appendFile(this.path, `${headLine(head)}\n`, { mode: 0o640, flush: true });
  }
}
