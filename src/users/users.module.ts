import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AddUser } from './add-user';
import { Colleagues } from './colleagues';
import { User } from './user.entity';

@Module({
  imports: [TypeOrmModule.forFeature([User])],
  providers: [AddUser, Colleagues],
  exports: [AddUser, Colleagues],
})
export class UsersModule {}
