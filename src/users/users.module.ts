import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AddUser } from './add-user';
import { UsersApiController } from './api/users-api.controller';
import { Colleagues } from './colleagues';
import { User } from './user.entity';
import { UsersController } from './web/users.controller';

@Module({
  imports: [TypeOrmModule.forFeature([User])],
  controllers: [UsersController, UsersApiController],
  providers: [AddUser, Colleagues],
  exports: [AddUser, Colleagues],
})
export class UsersModule {}
