import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { Invalid, Refusal } from '../../shared/errors';
import { plainBodiesOnly } from './bodies';

const MOST_BYTES = 10 * 1024 * 1024;

const readOneFile = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: MOST_BYTES, files: 1, fields: 20, fieldSize: 512 * 1024 },
}).single('file');

class UploadTooLarge extends Refusal {
  readonly status = 413;
  readonly code = 'too-large';

  constructor() {
    super('What you sent is too large. The most is one file of 10 MB.');
  }
}

/** Reads one uploaded file and the fields beside it into memory. */
export function readUpload(request: Request, response: Response, done: (error?: unknown) => void): void {
  readOneFile(request, response, (error: unknown) => {
    if (error === undefined || error === null) plainBodiesOnly(request, response, done);
    else if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') done(new UploadTooLarge());
    else done(new Invalid([{ field: 'file', message: 'The file did not arrive whole. Select it again' }]));
  });
}
