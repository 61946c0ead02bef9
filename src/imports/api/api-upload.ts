import { Injectable, type NestMiddleware } from '@nestjs/common';
import { type NextFunction, raw, type Request, type Response } from 'express';
import { readUpload } from '../../platform/http/uploads';

const readCsv = raw({ type: 'text/csv', limit: '10mb' });

/** Reads the file of an upload over the API, from a form or as the body itself; from someone signed in only. */
@Injectable()
export class ApiUpload implements NestMiddleware {
  use(request: Request, response: Response, next: NextFunction): void {
    if (!request.actor) next();
    else if (request.is('multipart/form-data')) readUpload(request, response, next);
    else readCsv(request, response, next);
  }
}
