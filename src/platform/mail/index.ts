export { MailModule } from './mail.module';
export { MailAway, Mailer, MailNotSetUp, MailRefused, type Message } from './mailer';
