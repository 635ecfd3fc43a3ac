import { listPlatformAlerts } from "../alerts/platform/list.ts";
import type { PlatformAlerts } from "../alerts/platform/views.ts";
import type { Viewer } from "../channels/access.ts";
import { pipelineView } from "../pipeline/pipeline-view.ts";
import type { PipelineView } from "../pipeline/views.ts";
import type { Server } from "../server.ts";

/** What the Pipeline page shows. */
export interface PipelinePageView extends PipelineView {
  alerts: PlatformAlerts;
}

/** The Pipeline page's figures, with the stores called what this installation's are. */
export async function readPipeline(server: Server, viewer: Viewer): Promise<PipelinePageView> {
  const { config } = server;
  const stores = {
    stream: config.KAFKA_BROKERS === undefined ? "PostgreSQL" : "Kafka",
    index: config.ELASTICSEARCH_URL === undefined ? "PostgreSQL" : "Elasticsearch",
    archive: config.ARCHIVE_URL === undefined || "folder" in config.ARCHIVE_URL ? "Folder" : "S3",
    warehouse: config.WAREHOUSE_URL?.startsWith("redshift:") ? "Redshift" : "PostgreSQL",
  };
  const [view, alerts] = await Promise.all([
    pipelineView({ ...server, retentionDays: config.RETENTION_DAYS, stores }, viewer),
    listPlatformAlerts(server, viewer),
  ]);
  return { ...view, alerts };
}
