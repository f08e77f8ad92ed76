// What a screen reader says when the result changes.
import { en } from "rugrisk";
import type { Outcome } from "./state.ts";

export function announcement(outcome: Outcome): string {
  switch (outcome.kind) {
    case "idle":
      return "";
    case "reading":
      return `Reading ${outcome.subject} from the node.`;
    case "failure":
      // The failure is an alert of its own.
      return "";
    case "report": {
      const { report } = outcome;
      const score = report.score === null ? "no score" : `score ${report.score} of 100`;
      const count = report.findings.length === 1 ? "1 finding" : `${report.findings.length} findings`;
      return `${en.level[report.level].word}, ${score}, ${count}.`;
    }
  }
}
