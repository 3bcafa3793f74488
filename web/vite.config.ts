import locales from "@react-aria/optimize-locales-plugin";
import { defineConfig } from "vite";

const service = process.env.PROVENANCE_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  // Of the words that react-aria brings in thirty languages, those that the page speaks.
  plugins: [locales.vite({ locales: ["en-US", "zh-CN"] })],
  build: {
    outDir: "../provenance/page",
    emptyOutDir: true,
    target: "es2022",
    // Whatever is inlined would need a policy that allows data: beside images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // `npm run dev` shows sources as they are, and asks a service that runs beside.
  server: {
    proxy: { "/graphql": { target: service, ws: true }, "/login": service, "/logout": service },
  },
});
