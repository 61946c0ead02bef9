export { AccessTokens } from './access-tokens';
export { Actors } from './actors';
export { AuthModule } from './auth.module';
export { LONGEST_PASSWORD, PasswordRules, SHORTEST_PASSWORD } from './password-rules';
export { Passwords } from './passwords';
export { SignIn } from './sign-in';
