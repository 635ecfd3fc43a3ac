import type { Step } from "./types.ts";

/** What a step compares, as screens and commands name it. */
export const STEP_NAMES: Record<Step, string> = {
  stream_archive: "Stream to archive",
  archive_files: "Archive's commits to files",
  archive_index: "Archive to index",
  archive_warehouse: "Archive to warehouse",
  application_warehouse: "Application to warehouse",
  table_checks: "Rules of the table",
};
