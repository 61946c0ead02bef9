import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import type { PlaceInCohort } from './cohort.events';

/** What would follow from another place, in a sentence; empty when nothing would. */
export type PlaceForecast = (to: PlaceInCohort) => string;

type Forecaster = (actor: Actor, individualId: string, from: PlaceInCohort) => Promise<PlaceForecast>;

/** Higher slices say here what a decision would lead to, so that the page tells it before anybody confirms. */
@Injectable()
export class PlaceForecasts {
  private readonly forecasters: Forecaster[] = [];

  add(forecaster: Forecaster): void {
    this.forecasters.push(forecaster);
  }

  async of(actor: Actor, individualId: string, from: PlaceInCohort): Promise<PlaceForecast> {
    const all = await Promise.all(this.forecasters.map((forecaster) => forecaster(actor, individualId, from)));
    return (to) =>
      all
        .map((forecast) => forecast(to))
        .filter((words) => words !== '')
        .join(' ');
  }
}
