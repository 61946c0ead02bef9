import type { Response } from 'express';

/** A paper as a file of its own: its name says which paper and copy it is, and nobody's name. */
export function sendPaper(response: Response, name: string, bytes: Buffer): void {
  response.type('application/pdf').setHeader('Content-Disposition', `attachment; filename="${name}.pdf"`).send(bytes);
}
