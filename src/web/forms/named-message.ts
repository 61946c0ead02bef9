/** A message that says which of many alike it is about: “Action 2: select who will do it”. */
export const namedMessage = (subject: string, message: string): string =>
  `${subject}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
