import { snapshotJob } from "../snapshot-job.ts";
import table from "../tables/channels.ts";

export default snapshotJob("channels", table);
