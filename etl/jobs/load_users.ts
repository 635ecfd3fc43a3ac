import { snapshotJob } from "../snapshot-job.ts";
import table from "../tables/users.ts";

export default snapshotJob("users", table);
