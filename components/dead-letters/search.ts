/** Empty strings for what is not asked. */
export interface DeadLetterSearch {
  reason: string;
  channel: string;
  text: string;
}
