import { v7 } from 'uuid';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A UUIDv7: made by the application, in order of time, so that indexes grow at one end. */
export const newId = (): string => v7();

export const isId = (value: string): boolean => UUID.test(value);
