import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { DraftRequests } from '../../web/drafts/draft-requests';
import { Drafts } from '../../web/drafts/drafts';
import { PageRequests } from './page-requests';
import { RefusalFilter } from './refusal-filter';
import { Draining } from './serve';

/** Must be imported after AuthModule: page requests need to know who is asking. A draft is kept once the form's token is checked. */
@Global()
@Module({
  providers: [Draining, Drafts, DraftRequests, PageRequests, { provide: APP_FILTER, useClass: RefusalFilter }],
  exports: [Draining, Drafts],
})
export class HttpModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(PageRequests, DraftRequests).forRoutes('{*path}');
  }
}
