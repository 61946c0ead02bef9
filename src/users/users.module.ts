import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AddUser } from './add-user';
import { User } from './user.entity';

@Module({ imports: [TypeOrmModule.forFeature([User])], providers: [AddUser], exports: [AddUser] })
export class UsersModule {}
