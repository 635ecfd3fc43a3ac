/**
 * For a small machine that does other things too. Durability stays PostgreSQL's default: whoever can lose a
 * transaction says so for that transaction. `wal_level=minimal` because nothing replicates from this server.
 */
const SETTINGS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "128MB",
  // A query over 30 days names 720 hours with their indexes; each relation takes a lock.
  max_locks_per_transaction: "256",
  effective_cache_size: "1GB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  min_wal_size: "128MB",
  checkpoint_timeout: "15min",
  wal_level: "minimal",
  max_wal_senders: "0",
  jit: "off",
  // What is read is in the system's cache anyway; three processes less.
  io_method: "sync",
  max_parallel_workers_per_gather: "1",
  autovacuum_max_workers: "2",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
  log_checkpoints: "off",
};

/** Command line settings; `extra` wins. */
export function serverArguments(port: number, extra: Record<string, string> = {}): string[] {
  const all = { ...SETTINGS, ...extra, port: String(port) };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
