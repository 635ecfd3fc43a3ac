# Web and worker in one image: the command says which. `docker build -t channelscope .`
FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
# Not `npm ci`: the lock file lacks optional packages of other systems.
RUN npm install --no-save --no-audit --no-fund
COPY . .
RUN node scripts/run.mjs scripts/generate.ts \
  && NODE_ENV=production node node_modules/next/dist/bin/next build \
  && npm prune --omit=dev --no-save --no-audit --no-fund \
  && rm -rf .next/cache

FROM node:24-bookworm-slim
WORKDIR /app
# The demo belongs to `npm start`, not to an installation in containers.
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 MALLOC_ARENA_MAX=2 \
  PORT=3000 DATA_DIR=/data DEMO=off
COPY --from=build /app ./
RUN mkdir /data && chown node:node /data && chown -R node:node .next
# Secrets that no variable sets are made once and kept here; web and worker share it.
VOLUME /data
USER node
EXPOSE 3000
# A worker is asked where it serves its metrics.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
  CMD ["node", "-e", "const { WORKER_METRICS_PORT: worker, PORT: web } = process.env; fetch(worker ? `http://127.0.0.1:${worker}/health` : `http://127.0.0.1:${web}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node is process 1: it gets SIGTERM itself and drains.
CMD ["node", "--max-old-space-size=320", "node_modules/next/dist/bin/next", "start"]
