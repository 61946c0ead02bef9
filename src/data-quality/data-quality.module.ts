import { Module } from '@nestjs/common';
import { IndicatorsModule } from '../indicators';
import { DataQualityApiController } from './data-quality-api.controller';
import { DataQualityController } from './data-quality.controller';
import { DataQualityReads } from './data-quality-reads';

@Module({
  imports: [IndicatorsModule],
  controllers: [DataQualityController, DataQualityApiController],
  providers: [DataQualityReads],
})
export class DataQualityModule {}
