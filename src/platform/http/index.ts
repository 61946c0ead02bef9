export { IdempotencyKey, IfMatch } from './api-headers';
export { checked } from './checked';
export { configureHttp } from './configure-http';
export { type CursorPage, decodeCursor, encodeCursor, PAGE_SIZE, pageOf } from './cursor';
export { answerForm, formSubmission, type PageAnswer, sayNotDone, sessionSaved } from './form-answer';
export { HttpModule } from './http.module';
export { Draining, serve, stopServing } from './serve';
