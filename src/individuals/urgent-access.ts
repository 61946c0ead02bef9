/** The reader's own urgent access (break-glass) to a record, while it lasts. */
export interface UrgentAccess {
  id: string;
  until: Date;
}

export interface UrgentAccessRow {
  break_glass_id: string | null;
  break_glass_until: Date | null;
}

export const urgentAccessOf = (row: UrgentAccessRow): UrgentAccess | null =>
  row.break_glass_id === null || row.break_glass_until === null
    ? null
    : { id: row.break_glass_id, until: row.break_glass_until };
