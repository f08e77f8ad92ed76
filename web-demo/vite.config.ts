import { defineConfig, type Plugin } from "vite";

/** The development server injects its own scripts and styles, which the page's policy forbids. */
const withoutPolicy: Plugin = {
  name: "development-without-content-security-policy",
  apply: "serve",
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ""),
};

export default defineConfig({
  base: "./",
  plugins: [withoutPolicy],
  // The package is linked from the folder beside this one.
  server: { fs: { allow: [".."] } },
  build: {
    target: "baseline-widely-available",
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ["index.html", "sign.html", "dex/index.html"] },
  },
});
