const PLATFORMS: Record<string, string> = { web: "Web", ios: "iOS", android: "Android", unknown: "Unknown" };

export const platformName = (platform: string): string => PLATFORMS[platform] ?? platform;

const regions = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** In English, of two letters of ISO 3166-1. Said by the server alone: browsers know other names. */
export const countryName = (code: string): string =>
  /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : "Unknown";
