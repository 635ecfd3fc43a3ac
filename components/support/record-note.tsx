/** What "on record" means, said once per page. */
export function RecordNote() {
  return (
    <p className="text-sm text-muted">
      Whether a Recipe was on and a Channel connected is told from the application’s database, which the daily
      snapshot of the platform keeps up to date. What changed before it was taken in first reads “not on
      record”.
    </p>
  );
}
