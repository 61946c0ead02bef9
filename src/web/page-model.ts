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
  /** What managers and administrators must hear about the service itself. */
  serviceWarning: string | null;
  partnershipName: string;
  /** What people call the provider of single sign-on; null where there is none. */
  signOnName: string | null;
  /** The day in Europe/London, `YYYY-MM-DD`. */
  today: string;
  /** When the session ends, on pages of somebody who is signed in. */
  sessionTimes?: { endsAt: Date; endsInSeconds: number; latestInSeconds: number } | null;
}

/** What the layout shows of a page's own model, where the page has it; whatever else a template reads, its presenter's type has. */
export interface LayoutModel extends PageLocals {
  /** The token of a form, so that a double click makes one record. */
  submissionId?: string;
  /** What was just done, said once. */
  notice?: string;
  /** What could not be done, and why, said once. */
  notDone?: string;
  errors?: readonly FieldError[];
  /** The page above this one. */
  backHref?: string;
}

/** A page that shows nothing of its own. */
export type NoModel = Pick<LayoutModel, never>;

/** What somebody typed into the named fields of a form: shown again as it came, so of any kind. */
export type TypedFields<Name extends string> = Readonly<Partial<Record<Name, unknown>>>;

/** The three boxes of a day. */
export type DayBoxes<Name extends string> = `${Name}-${'day' | 'month' | 'year'}`;

/** What partials/stale-record.njk lays side by side when somebody else saved first. */
export interface StaleRecord {
  changedBy?: string;
  changedAt?: Date | null;
  latestHref: string;
  /** True where the record can no longer be changed, so that no form below has what was typed. */
  hasNoForm?: boolean;
  fields: { label: string; latest: string | null; yours: string | null }[];
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
