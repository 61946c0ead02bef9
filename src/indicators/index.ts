export { Figures } from './figures';
export { FreezeQuarters } from './freeze-quarters';
export { IndicatorsModule } from './indicators.module';
export { IndicatorsWorkModule } from './indicators-work.module';
export { RefreshFigures } from './refresh-figures';
export { ReviseIndicator } from './revise-indicator';
export { type SuppliedFigure, SupplyFigure } from './supply-figure';
