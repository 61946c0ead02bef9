export { MailModule } from './mail.module';
export { Mailer, MailNotSetUp, type Message } from './mailer';
