/** Which way imports point. docs/architecture.md says why; scripts/test plants a violation to prove these rules bite. */
const LIB_DOMAIN =
  "^lib/(events|channels|members|alerts|usage|http|instrumentation|pipeline|dead-letters|support|saved-views|ifttt|archive|interactions)/";
const ADAPTERS = "^lib/stores/[^/]+/(postgres|kafka|elasticsearch|filesystem|s3|redshift)(/|\\.ts$)";
const TEST_FILE = "\\.test\\.tsx?$|^lib/testing/|contract\\.ts$|^e2e/|^bench/";

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "nothing-imports-app",
      severity: "error",
      from: { pathNot: "^(app|e2e)/" },
      to: { path: "^app/" },
    },
    {
      name: "nothing-imports-workers",
      severity: "error",
      from: { pathNot: `^(workers|bench|scripts)/|${TEST_FILE}` },
      to: { path: "^workers/" },
    },
    {
      name: "nothing-imports-scripts",
      severity: "error",
      from: { pathNot: `^(scripts|bench)/|${TEST_FILE}` },
      to: { path: "^scripts/" },
    },
    {
      name: "lib-stands-alone",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components|workers|etl|demo)/" },
    },
    {
      name: "components-import-lib-only",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(app|workers|etl|demo|scripts)/" },
    },
    {
      name: "ui-primitives-know-no-domain",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: "^components/(?!ui/)" },
    },
    {
      name: "components-open-no-store",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^lib/(stores|server|config|database)" },
    },
    {
      name: "domain-sees-ports-only",
      severity: "error",
      from: { path: LIB_DOMAIN, pathNot: TEST_FILE },
      to: { path: ADAPTERS },
    },
    {
      name: "domain-knows-no-framework",
      severity: "error",
      from: { path: LIB_DOMAIN, pathNot: `${TEST_FILE}|^lib/http/` },
      to: { path: "node_modules/(next|next-auth|react)/|^lib/config\\.ts$" },
    },
    {
      name: "only-open-imports-adapters",
      severity: "error",
      from: { pathNot: `^lib/stores/open\\.ts$|${ADAPTERS}|${TEST_FILE}` },
      to: { path: ADAPTERS },
    },
    {
      name: "only-entry-points-open-stores",
      severity: "error",
      from: { pathNot: `^lib/server\\.ts$|^workers/main\\.ts$|^demo/main\\.ts$|^scripts/|${TEST_FILE}` },
      to: { path: "^lib/stores/open\\.ts$" },
    },
    {
      name: "worker-knows-no-web",
      severity: "error",
      from: { path: "^(workers|etl|demo)/" },
      to: { path: "node_modules/(next|next-auth|react)/|^components/|^lib/server\\.ts$" },
    },
    { name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|prisma/client)" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
