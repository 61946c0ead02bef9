export { AddUser, type NewUser } from './add-user';
export { type Colleague, colleagueChoices, Colleagues } from './colleagues';
export { UsersModule } from './users.module';
