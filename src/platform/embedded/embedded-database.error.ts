/** Something about this machine stops the built-in database. The message is one line that says what to do next. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
}
