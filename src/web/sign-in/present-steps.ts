import type { FactorRow, OwnFactors } from '../../platform/auth';
import type { Actor } from '../../platform/access';
import type { FieldError } from '../page-model';
import type { KeyShown } from './app-set-up';
import { signInPaths } from './paths';

/** What a page asks of a passkey; the script of the page reads it. */
interface PasskeyAsked {
  action: string;
  options: string;
}

export interface CodeModel {
  heading: string;
  action: string;
  /** False where only a password is there to be asked for, or only a passkey. */
  asksCode: boolean;
  asksPassword: boolean;
  passkey?: PasskeyAsked;
  /** Where somebody whose account is linked confirms with the provider instead. */
  singleSignOnHref?: string;
  cancelHref?: string;
  errors?: readonly FieldError[];
}

export function presentCode(
  { factors }: OwnFactors,
  shown: {
    heading: string;
    action: string;
    cancelHref?: string;
    passkey?: PasskeyAsked;
    singleSignOnHref?: string;
    errors?: readonly FieldError[];
  },
): CodeModel {
  const asksCode = factors.length > 0;
  return { ...shown, asksCode, asksPassword: !asksCode && shown.singleSignOnHref === undefined };
}

export interface AppModel extends KeyShown {
  action: string;
  asksPassword: boolean;
  /** Signing in for the first time: says why this page comes first. */
  isFirst: boolean;
  passkeyHref?: string;
  errors?: readonly FieldError[];
}

export const presentApp = (model: AppModel): AppModel => model;

export interface NewPasskeyModel {
  passkey: PasskeyAsked;
  asksPassword: boolean;
  name: string;
  appHref: string;
  errors?: readonly FieldError[];
}

/** What the script did not send has no field of its own to point at. */
export const presentNewPasskey = ({ errors, ...model }: NewPasskeyModel): NewPasskeyModel => ({
  ...model,
  errors: errors?.map(({ field, message }) => ({ field: field === 'passkey' ? 'name' : field, message })),
});

export interface CodesModel {
  codes: string[];
  next: string;
}

export const presentCodes = (model: CodesModel): CodesModel => model;

const KINDS: Record<FactorRow['kind'], string> = { totp: 'Authenticator app', passkey: 'Passkey' };

interface FactorShown {
  name: string;
  kind: string;
  addedAt: Date;
  lastUsedAt: Date | null;
  removalHref: string;
}

export interface AccountModel {
  displayName: string;
  email: string;
  agencyName: string;
  factors: FactorShown[];
  hasApp: boolean;
  codesLeft: number;
  newAppHref: string;
  newPasskeyHref: string;
  newCodesHref: string;
  /** Null where there is no single sign-on. */
  singleSignOn: { isLinked: boolean; linkHref: string } | null;
}

export const presentAccount = (actor: Actor, own: OwnFactors, isLinked: boolean | null): AccountModel => ({
  displayName: actor.displayName,
  email: actor.email,
  agencyName: actor.agencyName,
  factors: own.factors.map((factor) => ({
    name: factor.name,
    kind: KINDS[factor.kind],
    addedAt: factor.added_at,
    lastUsedAt: factor.last_used_at,
    removalHref: signInPaths.removal(factor.id),
  })),
  hasApp: own.factors.some((factor) => factor.kind === 'totp'),
  codesLeft: own.codesLeft,
  newAppHref: signInPaths.newApp,
  newPasskeyHref: signInPaths.newPasskey,
  newCodesHref: signInPaths.newRecoveryCodes,
  singleSignOn: isLinked === null ? null : { isLinked, linkHref: signInPaths.linkSingleSignOn },
});

/** A page that asks for the password before it does one thing. */
export interface PasswordModel {
  heading: string;
  explanation: string;
  action: string;
  button: string;
  isWarning: boolean;
  cancelHref: string;
  errors?: readonly FieldError[];
}

export const presentPassword = (model: PasswordModel): PasswordModel => model;
