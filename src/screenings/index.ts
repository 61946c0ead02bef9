export { ScreeningsModule } from './screenings.module';
