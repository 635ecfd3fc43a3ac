/**
 * What Elasticsearch does by itself to all indices of a node whose disk is nearly full; `on: false` gives them free.
 * Indices made afterwards are not concerned.
 */
export async function setReadOnly(elasticsearchUrl: string, pattern: string, on: boolean): Promise<void> {
  const response = await fetch(`${elasticsearchUrl}/${pattern}/_settings`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ "index.blocks.read_only_allow_delete": on ? true : null }),
  });
  if (!response.ok) throw new Error(`Elasticsearch keeps its settings: ${await response.text()}`);
}
