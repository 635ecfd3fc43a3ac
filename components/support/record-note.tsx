/** What "on record" means, said once per page. */
export function RecordNote() {
  return (
    <p className="text-sm text-muted">
      Whether a Recipe was on and a Channel connected is told from the application’s database. What it did not
      write down, the daily snapshot of the platform would know; it is not taken yet, so such a time reads
      “not on record”.
    </p>
  );
}
