// The bundled examples as the page and Node see them.
import { readFileSync, readdirSync } from "node:fs";

const FOLDER = new URL("../public/cases/", import.meta.url);

/** What the index lists. */
export const EXAMPLES = JSON.parse(readFileSync(new URL("index.json", FOLDER), "utf8"));

/** The evidence files that are there. */
export const FILES = readdirSync(FOLDER).filter((name) => name !== "index.json");

/** An evidence file's text. */
export const evidenceText = (file) => readFileSync(new URL(file, FOLDER), "utf8");

/** An evidence file's place on disk. */
export const evidencePath = (file) => new URL(file, FOLDER);
