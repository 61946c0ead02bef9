import { type Express, type NextFunction, type Request, type Response, urlencoded } from 'express';

/** Known to the provider, where the settings name one. */
export const BACK_CHANNEL_PATH = '/sign-in/single-sign-on/logout';

/**
 * Where the provider of single sign-on says that somebody signed out there. It comes from a server: no cookie, no form of
 * ours, no page; the token in it is all that is believed.
 */
export function takeLogouts(express: Express, end: (token: unknown) => Promise<boolean>): void {
  const body = urlencoded({ limit: '16kb', extended: false, parameterLimit: 10 });
  express.post(BACK_CHANNEL_PATH, body, (request: Request, response: Response, next: NextFunction) => {
    const said: unknown = request.body;
    const token = typeof said === 'object' && said !== null && 'logout_token' in said ? said.logout_token : undefined;
    end(token).then((isDone) => {
      if (isDone) response.status(200).end();
      else response.status(400).json({ error: 'invalid_request' });
    }, next);
  });
}
