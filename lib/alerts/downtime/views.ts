/** A time in which failures are expected: nobody is told of them, and they are counted all the same. */
export interface DowntimeView {
  id: string;
  /** null: all of the Channel. */
  endpoint: string | null;
  starts_at: number;
  ends_at: number;
  note: string;
  created_by: string | null;
}
