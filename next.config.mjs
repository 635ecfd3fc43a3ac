// With NEXTAUTH_URL unset, sign-in works under whatever host the request names: localhost, an address, a proxy's.
process.env.AUTH_TRUST_HOST ??= "true";

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: [
    "pg",
    "pino",
    "kafkajs",
    "kafkajs-snappy",
    "lz4-napi",
    "@elastic/elasticsearch",
    "prom-client",
  ],
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  // Where the demo panel was; links to it are in people's bookmarks.
  async redirects() {
    return [{ source: "/demo", destination: "/support/demo", permanent: false }];
  },
};
