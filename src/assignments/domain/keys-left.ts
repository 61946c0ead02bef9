/** One present part in a case, and the two ids it opens the case to: the person's and their agency's managers'. */
export interface PresentPart {
  id: string;
  userId: string;
  agencyId: string;
}

/**
 * Whether somebody with these keys would still see the case when this part has ended. The same rule as access_keys_of()
 * in the database, asked beforehand, so that a page can say what will happen; the database decides.
 */
export function staysVisibleWithout(
  endingId: string,
  present: PresentPart[],
  panelId: string | null,
  keys: string[],
): boolean {
  const left = present.filter((part) => part.id !== endingId).flatMap((part) => [part.userId, part.agencyId]);
  const opening = new Set(panelId === null ? left : [...left, panelId]);
  return keys.some((key) => opening.has(key));
}
