/** The account that the tests ask about. */
export const TOKEN = '0x1111111111111111111111111111111111111111';
/** Who its slot 0 names. */
export const OWNER = '0x2222222222222222222222222222222222222222';

/** A proxy whose implementation is TOKEN, and the contract in its admin slot. */
export const PROXY = '0x3333333333333333333333333333333333333333';
export const ADMIN = '0x4444444444444444444444444444444444444444';

/** Whoever slot 0 names may destroy the contract: CALLER PUSH0 SLOAD EQ, JUMPI, SELFDESTRUCT. */
export const DESTRUCTIBLE = '0x335f5414600857005b33ff';

// EIP-1967
const IMPLEMENTATION_SLOT = '360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';
const ADMIN_SLOT = 'b53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103';

/** Hands every call to the address in the implementation slot. */
const DELEGATING = `0x365f5f375f5f365f7f${IMPLEMENTATION_SLOT}545af43d5f5f3e6036573d5ffd5b3d5ff3`;

const CODE = { [TOKEN]: DESTRUCTIBLE, [PROXY]: DELEGATING, [ADMIN]: '0x00' };

const STORAGE = {
  [TOKEN]: { '0x0': OWNER },
  [PROXY]: { [`0x${IMPLEMENTATION_SLOT}`]: TOKEN, [`0x${ADMIN_SLOT}`]: ADMIN },
};

export const BLOCK = {
  number: '0x10',
  hash: `0x${'ab'.repeat(32)}`,
  timestamp: '0x6561f0a0',
};

const word = (address = '0x') => `0x${address.slice(2).padStart(64, '0')}`;

/**
 * An EIP-1193 provider that answers as a healthy node would; `lies` replace its answers, by
 * method. It keeps every call.
 */
export function scriptedChain(lies = {}) {
  const answers = {
    eth_chainId: () => '0x1',
    eth_getBlockByNumber: ([name]) => ({
      ...BLOCK,
      number: name === 'latest' ? BLOCK.number : name,
      transactions: [],
    }),
    eth_getCode: ([address]) => CODE[address] ?? '0x',
    eth_getStorageAt: ([address, slot]) => word(STORAGE[address]?.[slot]),
    eth_call: () => {
      throw Object.assign(new Error('execution reverted'), { code: 3 });
    },
    ...lies,
  };
  const calls = [];
  return {
    calls,
    async request({ method, params }) {
      calls.push({ method, params });
      return answers[method](params);
    },
  };
}

/** Never answers. */
export const hang = () => new Promise(() => {});
