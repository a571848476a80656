# One image for the five services and the steps around them: TSUNAGI_SERVICE says which service it becomes.
ARG NODE_IMAGE=node:24-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No package needs its install script here, so none may run.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY .swcrc ./
COPY libs libs
COPY services services
COPY tools tools
RUN node tools/build.mjs && rm -rf dist/libs/testing dist/.build.json

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE}
ENV NODE_ENV=production \
    TZ=UTC \
    TSUNAGI_ENV=production \
    TSUNAGI_LISTEN_HOST=0.0.0.0 \
    TSUNAGI_HTTP_PORT=3000 \
    TSUNAGI_HEALTH_PORT=3000
WORKDIR /app
COPY package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
# By number, so that an orchestrator can see that it is not root.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "dist/tools/compose/healthy.js", "live"]
# Node is the first process: the services hear SIGTERM themselves, finish what runs and go.
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["dist/tools/compose/serve.js"]
