export { CohortModule } from './cohort.module';
