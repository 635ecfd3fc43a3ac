/** The consumer group that writes the archive. It acknowledges whole files, so up to an hour's records wait for it. */
export const ARCHIVE_GROUP = "archive-events";
