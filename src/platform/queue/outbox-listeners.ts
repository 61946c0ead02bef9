import { Injectable } from '@nestjs/common';

export interface OutboxEvent {
  id: string;
  kind: string;
  subjectId: string;
}

type Listener = (event: OutboxEvent) => Promise<void>;

/** Who does what, later, about what a verb announced. A listener may be called twice for one event. */
@Injectable()
export class OutboxListeners {
  private readonly listeners = new Map<string, Listener[]>();

  on(kinds: readonly string[], listener: Listener): void {
    for (const kind of kinds) this.listeners.set(kind, [...this.of(kind), listener]);
  }

  of(kind: string): Listener[] {
    return this.listeners.get(kind) ?? [];
  }

  get kinds(): string[] {
    return [...this.listeners.keys()];
  }
}
