import type { Request } from 'express';
import { Invalid } from '../../shared/errors';
import type { UploadedFile } from '../upload-spreadsheet';

/** @throws Invalid when no file was chosen */
export function fileOf({ file }: Request): UploadedFile {
  if (!file) throw new Invalid([{ field: 'file', message: 'Select the spreadsheet, saved as CSV' }]);
  return { name: file.originalname, content: file.buffer };
}
