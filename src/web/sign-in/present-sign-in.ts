import type { FieldError } from '../page-model';

export interface SignInModel {
  /** The address as it was typed. */
  email?: string;
  sessionEnded?: boolean;
  /** What was typed before the session ended waits until they are signed in. */
  keptForm?: boolean;
  /** Between the password and the second step too much time went by. */
  tookTooLong?: boolean;
  /** The provider of single sign-on did not answer. */
  providerAway?: boolean;
  errors?: readonly FieldError[];
}

export const presentSignIn = (shown: SignInModel): SignInModel => shown;

export interface SignedOutModel {
  /** Where to sign out of the provider too, if it has such a place. */
  providerHref?: string;
}

export const presentSignedOut = (model: SignedOutModel): SignedOutModel => model;
