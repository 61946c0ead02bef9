/** Who works one fictional case: e-mail addresses of the demonstration's accounts. */
export interface Cast {
  lead: string;
  owner: string;
  manager: string;
}
