/** The signed-in person, as the top of each page names them. */
export interface ActorDisplay {
  displayName: string;
  agencyName: string;
}

export interface NavigationLink {
  text: string;
  href: string;
  current: boolean;
}

/** What every page may rely on, whatever its slice. Signed-out pages have no actor, navigation or marking. */
export interface PageLocals {
  actor: ActorDisplay | null;
  navigation: NavigationLink[];
  csrfToken: string;
  cspNonce: string;
  isDemonstration: boolean;
  partnershipName: string;
  /** The day in Europe/London, `YYYY-MM-DD`. */
  today: string;
}

/**
 * What is wrong with one answer, in the user's words. `field` is the id of its input; `anchor` is the id to jump to
 * where that differs (the day box of a date input is `heldOn-day`).
 */
export interface FieldError {
  field: string;
  message: string;
  anchor?: string;
}

/** The first error of a field in the shape the GOV.UK macros take, or false for none. */
export function errorMessage(errors: readonly FieldError[] | undefined, field: string): { text: string } | false {
  const error = errors?.find((candidate) => candidate.field === field);
  return error ? { text: error.message } : false;
}
