import { Module } from '@nestjs/common';
import { PagesController } from './pages.controller';
import { SignInController } from './sign-in/sign-in.controller';

@Module({ controllers: [PagesController, SignInController] })
export class WebModule {}
