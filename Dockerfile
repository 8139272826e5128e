# syntax=docker/dockerfile:1.10

# One image for the web process (its command), the worker, the migrations and the operators' commands: docs/deploying.md.

FROM node:20-bookworm-slim AS build
WORKDIR /portal
ENV NEXT_TELEMETRY_DISABLED=1
# What `npm ci` needs: it makes the database's client from the schema.
COPY package.json package-lock.json prisma.config.ts ./
COPY prisma ./prisma
RUN npm ci
COPY next.config.js postcss.config.mjs tsconfig.json proxy.ts instrumentation.ts LICENSE ./
COPY app ./app
COPY components ./components
COPY lib ./lib
COPY public ./public
COPY scripts ./scripts
# The key of actions is part of the build: with the same one, pages of the version before can still send their forms.
RUN --mount=type=secret,id=actions_key,env=NEXT_SERVER_ACTIONS_ENCRYPTION_KEY npm run build
# The build that is served lies below .data/builds; what it was made from is not needed.
RUN npm prune --omit=dev && rm -rf .next

FROM node:20-bookworm-slim
WORKDIR /portal
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
COPY --from=build /portal ./
# `npm start` notes beside the build that it is in use. Nothing else here is written to.
RUN chown -R node:node .data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://localhost:${process.env.PORT || 3000}/api/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The same programs as `npm start`, `npm run worker` and `npm run cli`, without npm between: signals reach them.
ENTRYPOINT ["node", "--import", "tsx"]
CMD ["scripts/start.ts"]
