// A made-up chain with a real EVM: what a node would answer about contracts that were set up by
// calls, as people set them up.
import { createEVM } from "@ethereumjs/evm";
import { bytesToHex, createAccount, createAddressFromString, hexToBytes, setLengthLeft } from "@ethereumjs/util";

/** The chain's newest block; another one comes every two seconds. */
const HEAD = { number: 20_000_000, timestamp: 0x6903e280 };
const HEAD_HASH = "0x2f6b1c5e9d40a7738e11c4b05f92d6a8733e0b5dc4819f6a27d05e3cb81a94f7";
const SECONDS_A_BLOCK = 2;
/** Everything was made some four months ago. */
const FIRST = HEAD.number - 5_000_000;

const hex = (number) => `0x${number.toString(16)}`;

export class Chain {
  /** Methods that are answered with an error. */
  refuses = [];
  #evm;
  #logs = [];
  #height = FIRST;

  static async start() {
    const chain = new Chain();
    chain.#evm = await createEVM();
    return chain;
  }

  /** Runs creation code as `from`, and puts what it leaves at an address of our choice. */
  async deploy(address, from, creationCode) {
    const made = await this.#run({ from, to: address, code: creationCode });
    const account = createAddressFromString(address);
    await this.#state.putCode(account, hexToBytes(made));
  }

  /** A transaction in a block of its own. */
  async send(from, to, data) {
    return this.#run({ from, to, data });
  }

  /** What the node answers; throws what it answers with an error. */
  async answer(method, params) {
    if (this.refuses.includes(method)) throw new Error(`${method} is refused`);
    switch (method) {
      case "eth_chainId":
        return "0x7a69";
      case "eth_blockNumber":
        return hex(HEAD.number);
      case "eth_getBlockByNumber":
      case "eth_getBlockByHash":
        return this.#block(params[0]);
      case "eth_getCode":
        return bytesToHex(await this.#codeAt(params[0], params[1]));
      case "eth_getStorageAt":
        return this.#storageAt(params[0], params[1]);
      case "eth_getBalance":
        return "0x0";
      case "eth_call":
        return this.#run({ ...params[0], isStatic: true });
      case "eth_getLogs":
        return this.#logsOf(params[0]);
      default:
        throw new Error(`${method} is not answered in the examples' chain`);
    }
  }

  get #state() {
    return this.#evm.stateManager;
  }

  async #run({ from = `0x${"00".repeat(20)}`, to, code, data = "0x", isStatic = false }) {
    const target = createAddressFromString(to);
    if (!isStatic && (await this.#state.getAccount(target)) === undefined) {
      await this.#state.putAccount(target, createAccount({ nonce: 1n }));
    }
    if (isStatic) await this.#state.checkpoint();
    const options = { caller: createAddressFromString(from), to: target, isStatic, gasLimit: 30_000_000n };
    const execution = code
      ? await this.#evm.runCode({ ...options, code: hexToBytes(code) })
      : (await this.#evm.runCall({ ...options, data: hexToBytes(data) })).execResult;
    if (isStatic) await this.#state.revert();
    if (execution.exceptionError) throw new Error(`execution reverted: ${execution.exceptionError.error}`);
    if (!isStatic) {
      this.#height += 1;
      for (const [address, topics, value] of execution.logs ?? []) {
        this.#logs.push({
          address: bytesToHex(address),
          topics: topics.map((topic) => bytesToHex(topic)),
          data: bytesToHex(value),
          blockNumber: hex(this.#height),
        });
      }
    }
    return bytesToHex(execution.returnValue);
  }

  #block(at) {
    const number = at === "latest" || at === HEAD_HASH ? HEAD.number : Number(at);
    if (!(number <= HEAD.number)) return null;
    const behind = HEAD.number - number;
    return {
      number: hex(number),
      hash: behind === 0 ? HEAD_HASH : `0x${number.toString(16).padStart(64, "0")}`,
      timestamp: hex(HEAD.timestamp - behind * SECONDS_A_BLOCK),
    };
  }

  async #codeAt(address, at) {
    const isBefore = typeof at === "string" && at.startsWith("0x") && Number(at) <= FIRST;
    return isBefore ? new Uint8Array() : this.#state.getCode(createAddressFromString(address));
  }

  async #storageAt(address, slot) {
    const key = setLengthLeft(hexToBytes(slot.length % 2 ? slot.replace("0x", "0x0") : slot), 32);
    const value = await this.#state.getStorage(createAddressFromString(address), key);
    return bytesToHex(setLengthLeft(value, 32));
  }

  #logsOf({ address, topics = [], fromBlock, toBlock }) {
    const wanted = [address].flat().map((one) => one.toLowerCase());
    const until = toBlock === "latest" ? HEAD.number : Number(toBlock);
    return this.#logs.filter(
      (log) =>
        wanted.includes(log.address) &&
        Number(log.blockNumber) >= Number(fromBlock) &&
        Number(log.blockNumber) <= until &&
        topics.every((topic, index) => topic === null || [topic].flat().includes(log.topics[index])),
    );
  }
}
