export { AddUser, type NewUser } from './add-user';
export { UsersModule } from './users.module';
