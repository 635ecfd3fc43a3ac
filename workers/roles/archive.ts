import { archiveRole } from "../archive-role.ts";
import type { Role } from "../role.ts";

const role: Role = {
  name: "archive",
  describe: "keeps every event for ever, as Parquet in folders of their hours",
  kind: "batch",
  tasks: archiveRole,
};

export default role;
