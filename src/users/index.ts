export { AddUser, type NewUser } from './add-user';
export { type Colleague, colleagueChoices, Colleagues } from './colleagues';
export { ROLE_WORDS } from './role-words';
export { UsersModule } from './users.module';
