# Two stages on Debian: the first has npm and a compiler for sqlite3, the second has neither.
FROM debian:trixie-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates g++ libnode-dev make npm python3
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm_config_build_from_source=true npm_config_nodedir=/usr npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/node/node_modules node_modules/sqlite3/deps /root/.npm
COPY . .
RUN DATA_DIR=/nowhere node_modules/.bin/node cli.ts doctor

FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libstdc++6 postgresql-client && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin rightsdesk && install -d -o rightsdesk -g rightsdesk -m 0700 /data /backups
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/node_modules/.bin:/usr/local/bin:/usr/bin:/bin NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
USER 10001:10001
VOLUME /data /backups
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["node", "deploy/healthcheck.ts"]
CMD ["node", "--max-semi-space-size=8", "--max-old-space-size=512", "server.ts"]
