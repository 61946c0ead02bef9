import { Module } from '@nestjs/common';
import { HttpModule } from '../http';
import { HealthController } from './health.controller';
import { ReadinessCheck } from './readiness';

@Module({ imports: [HttpModule], controllers: [HealthController], providers: [ReadinessCheck] })
export class HealthModule {}
