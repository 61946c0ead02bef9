/** Programs ask here and keep no cookie: a session for each of their readings would fill the table and mean nobody. */
const PLACES = ['/api/', '/health/', '/calendar/'];

export const isWithoutSession = (path: string): boolean => PLACES.some((place) => path.startsWith(place));
