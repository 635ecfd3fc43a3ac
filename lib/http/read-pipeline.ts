import type { Viewer } from "../channels/access.ts";
import { pipelineView } from "../pipeline/pipeline-view.ts";
import type { PipelineView } from "../pipeline/views.ts";
import type { Server } from "../server.ts";

/** The Pipeline page's figures, with the stores called what this installation's are. */
export function readPipeline(server: Server, viewer: Viewer): Promise<PipelineView> {
  const { config } = server;
  const stores = {
    stream: config.KAFKA_BROKERS === undefined ? "PostgreSQL" : "Kafka",
    index: config.ELASTICSEARCH_URL === undefined ? "PostgreSQL" : "Elasticsearch",
  };
  return pipelineView({ ...server, retentionDays: config.RETENTION_DAYS, stores }, viewer);
}
