import { type ApiToken, SCOPES, scopeWords } from '../../platform/auth';
import type { FieldError, TypedFields } from '../page-model';
import { sitePaths } from '../site-paths';

interface Shown {
  isAdministrator: boolean;
  typed: TypedFields<'name' | 'scopes' | 'daysValid'>;
  errors: FieldError[];
}

export const presentTokens = (tokens: ApiToken[], { isAdministrator, typed, errors }: Shown) => {
  const chosen: unknown[] = Array.isArray(typed.scopes) ? typed.scopes : [typed.scopes];
  return {
    backHref: sitePaths.account,
    action: sitePaths.tokens,
    errors,
    typed,
    scopes: SCOPES.map((scope) => ({ value: scope, text: scopeWords(scope), checked: chosen.includes(scope) })),
    tokens: tokens.map((token) => ({
      name: token.name,
      prefix: token.prefix,
      owner: isAdministrator ? `${token.ownerName}, ${token.ownerAgency}` : undefined,
      scopes: token.scopes.map(scopeWords),
      expiresAt: token.expiresAt,
      lastUsedAt: token.lastUsedAt,
      endHref: `${sitePaths.tokens}/${token.id}/ending`,
    })),
  };
};

export const presentNewToken = (name: string, token: string) => ({ name, token, tokensHref: sitePaths.tokens });

export type TokensModel = ReturnType<typeof presentTokens>;
