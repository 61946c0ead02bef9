import { SHORTEST_PASSWORD } from '../../platform/auth';
import { sitePaths } from '../../web/site-paths';
import type { LinkHolder } from '../account-links';
import { userPaths } from '../paths';

export const presentChoosePassword = (holder: LinkHolder, action: string, singleSignOnHref: string) => ({
  action,
  /** An invitation may be accepted with the provider of single sign-on in place of a password; a reset may not. */
  singleSignOnHref: holder.kind === 'invitation' ? singleSignOnHref : undefined,
  email: holder.email,
  isInvitation: holder.kind === 'invitation',
  shortest: SHORTEST_PASSWORD,
});

export const presentForgotten = (email: string, isAsked: boolean) => ({
  email,
  isAsked,
  action: userPaths.forgotten,
  backHref: sitePaths.signIn,
});

export type ChoosePasswordModel = ReturnType<typeof presentChoosePassword>;
export type ForgottenModel = ReturnType<typeof presentForgotten>;
