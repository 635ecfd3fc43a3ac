/** A kept search, as the viewer may see it. */
export interface SavedView {
  id: string;
  name: string;
  /** In the Logs query language. */
  query: string;
  /** `3h`; null: whichever range the page has. */
  range: string | null;
  /** The Channel's, for everybody who reads its requests; else the viewer's own. */
  shared: boolean;
  /** Who made it, by name; null when they are gone. */
  created_by: string | null;
  /** Whether this viewer may remove it. */
  removable: boolean;
}
