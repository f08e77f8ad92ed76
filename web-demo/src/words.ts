// What the report's terms mean to a person. One place, so that the page speaks with one voice.
import type { Bound, Controller, Finding, Report, Unknown } from "rugrisk";

export const LEVEL: Record<Report["level"], { word: string; meaning: string }> = {
  critical: { word: "Critical risk", meaning: "The powers found can cost a holder everything." },
  high: { word: "High risk", meaning: "The powers found can do serious harm to holders." },
  medium: {
    word: "Medium risk",
    meaning: "The powers found can harm holders under some condition, or too little is known to rule harm out.",
  },
  low: {
    word: "Low risk found",
    meaning: "Nothing of weight was found in what could be read. That says nothing about what could not.",
  },
  unknown: {
    word: "Unknown",
    meaning: "Too little could be read for a verdict. Treat the contract as unchecked: this is not a low score.",
  },
};

export const SEVERITY: Record<Finding["severity"], string> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "For information",
};

export const STATE: Record<Finding["state"], string> = {
  confirmed: "confirmed by execution",
  likely: "likely",
  possible: "possible",
  absent: "excluded",
  unknown: "could not be checked",
};

export const REASON: Record<Unknown["reason"], string> = {
  NOT_ASKED: "nothing asked for it",
  BUDGET: "the request budget was used up",
  RPC_ERROR: "the node answered with an error",
  TIMEOUT: "the node did not answer in time",
  INVALID_REPLY: "the node's answer could not be understood",
  OFFLINE: "the code was analysed alone; give an address and a node to read it",
  WORK_LIMIT: "the analysis reached its work limit",
  UNRESOLVED: "the code does something that could not be followed",
  NOT_ENUMERABLE: "the members of a mapping cannot be listed by reading storage",
  EXTERNAL_CODE: "another contract decides, and it was not read",
  LOG_RANGE: "the node does not look through that many blocks or events",
  ARCHIVE: "the node does not keep the state of that block",
  UNSUPPORTED: "the node does not know the method",
  UNSUPPORTED_VM: "the code runs on a machine that is not read yet",
  NOT_DEPLOYED: "there is no code at the address",
  NO_POOL: "no pool was found at the exchanges that are known",
  UNLISTED_CHAIN: "not on record for this chain",
  NOT_IMPLEMENTED: "this version does not look for it yet",
};

/** Who holds a power, and the addresses that name them. */
export function holder(controller: Controller): { who: string; addresses: { label: string; value: string }[] } {
  switch (controller.kind) {
    case "renounced":
      return { who: "Nobody: it was given up to an address that cannot sign", addresses: [named(controller.address)] };
    case "eoa":
      return {
        who: "One key, with no delay",
        addresses: [
          named(controller.address),
          ...(controller.delegate === null ? [] : [{ label: "runs the code of", value: controller.delegate }]),
        ],
      };
    case "safe":
      return {
        who: `A Safe: ${controller.threshold} of ${controller.owners.length} keys must sign`,
        addresses: [
          named(controller.address),
          ...controller.owners.map((value) => ({ label: "key", value })),
          ...(controller.modules ?? []).map((value) => ({ label: "acts without a key", value })),
        ],
      };
    case "timelock":
      return {
        who: `A timelock: every call waits ${Math.floor(controller.delaySecs / 3600)} hours`,
        addresses: [named(controller.address), ...behind("proposed by", controller.proposers)],
      };
    case "governor":
      return { who: "A contract that shows itself as a governor; its rules were not read", addresses: [named(controller.address)] };
    case "members":
      return {
        who: "Whoever has the role, as far as was found",
        addresses: [...behind("member", controller.members), ...behind("appoints members", controller.admins)],
      };
    case "contract":
      return {
        who: controller.onlyOwner ? "A contract that only obeys its owner" : "A contract whose own rules were not read",
        addresses: [
          named(controller.address),
          { label: "code hash", value: controller.codeHash },
          ...behind("owned by", controller.owner === null ? [] : [controller.owner]),
        ],
      };
    case "unknown":
      return { who: `Not known: ${REASON[controller.reason]}`, addresses: [] };
  }
}

/** Who stands behind a holder, each under what it is to them. */
function behind(label: string, controllers: Controller[]): { label: string; value: string }[] {
  return controllers.flatMap((each) =>
    holder(each).addresses.map((address, index) => (index === 0 ? { label, value: address.value } : address)),
  );
}

/** How far a power goes, where that is a question. */
export function reach(bound: Bound): string | null {
  switch (bound.kind) {
    case "notFound":
      return "No bound was found";
    case "constant":
      return `At most ${decimal(bound.value)}, a number in the code`;
    case "stored":
      return `At most the number in storage slot ${bound.field.slot}`;
    case "paid":
      return "At most what is paid for, at a price that the code works out";
    case "notApplicable":
      return null;
  }
}

export function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}

/** A whole number with thin groups, so that long ones can be read. */
export function grouped(digits: string | number): string {
  return String(digits).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
}

function decimal(hex: string): string {
  return grouped(BigInt(hex).toString());
}

function named(value: string): { label: string; value: string } {
  return { label: "", value };
}
