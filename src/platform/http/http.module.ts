import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { PageRequests } from './page-requests';
import { RefusalFilter } from './refusal-filter';

/** Must be imported after AuthModule: page requests need to know who is asking. */
@Module({ providers: [PageRequests, { provide: APP_FILTER, useClass: RefusalFilter }] })
export class HttpModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(PageRequests).forRoutes('{*path}');
  }
}
