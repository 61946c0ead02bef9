export { AccessTokens } from './access-tokens';
export { Actors } from './actors';
export { AuthModule } from './auth.module';
export { Passwords } from './passwords';
export { SignIn } from './sign-in';
