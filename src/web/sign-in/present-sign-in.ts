import type { FieldError } from '../page-model';

export interface SignInModel {
  /** The address as it was typed. */
  email?: string;
  sessionEnded?: boolean;
  /** What was typed before the session ended waits until they are signed in. */
  keptForm?: boolean;
  /** Between the password and the second step too much time went by. */
  tookTooLong?: boolean;
  errors?: readonly FieldError[];
}

export const presentSignIn = (shown: SignInModel): SignInModel => shown;
