/** The part of the address; null for what is no incident's number. */
export const incidentNumber = (text: string): number | null =>
  /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
