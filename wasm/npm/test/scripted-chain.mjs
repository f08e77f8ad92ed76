/** The account that the tests ask about. */
export const TOKEN = '0x1111111111111111111111111111111111111111';
/** Who its slot 0 names. */
export const OWNER = '0x2222222222222222222222222222222222222222';

/** Whoever slot 0 names may destroy the contract: CALLER PUSH0 SLOAD EQ, JUMPI, SELFDESTRUCT. */
export const DESTRUCTIBLE = '0x335f541460085700' + '5b33ff';

export const BLOCK = {
  number: '0x10',
  hash: `0x${'ab'.repeat(32)}`,
  timestamp: '0x6561f0a0',
};

const ZERO_WORD = `0x${'00'.repeat(32)}`;

/**
 * An EIP-1193 provider that answers as a healthy node would; `lies` replace its answers, by
 * method. It keeps every call.
 */
export function scriptedChain(lies = {}) {
  const answers = {
    eth_chainId: () => '0x1',
    eth_getBlockByNumber: () => ({ ...BLOCK, transactions: [] }),
    eth_getCode: ([address]) => (address === TOKEN ? DESTRUCTIBLE : '0x'),
    eth_getStorageAt: ([address, slot]) =>
      address === TOKEN && slot === '0x0' ? `0x${OWNER.slice(2).padStart(64, '0')}` : ZERO_WORD,
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
