// The settings under which every source is compiled whose pragma allows it. They differ in what the
// engine must cope with: dispatchers by DIV and SHR, split search trees, PUSH0, unoptimised stack
// shuffling, functions merged for size, and the IR pipeline's own layout.

const optimised = { enabled: true, runs: 200 };
const plain = { enabled: false };

export const builds = [
  { name: '0.4.26', compiler: 'solc-0.4', settings: { optimizer: optimised } },
  { name: '0.4.26-plain', compiler: 'solc-0.4', settings: { optimizer: plain } },
  { name: '0.5.17', compiler: 'solc-0.5', settings: { optimizer: optimised } },
  { name: '0.5.17-plain', compiler: 'solc-0.5', settings: { optimizer: plain } },
  { name: '0.6.12', compiler: 'solc-0.6', settings: { optimizer: optimised } },
  { name: '0.7.6', compiler: 'solc-0.7', settings: { optimizer: optimised } },
  { name: '0.7.6-plain', compiler: 'solc-0.7', settings: { optimizer: plain } },
  { name: '0.8.19', compiler: 'solc-0.8.19', settings: { optimizer: optimised } },
  // The first IR pipelines take half a minute for OpenZeppelin, which the last one covers.
  { name: '0.8.19-ir', compiler: 'solc-0.8.19', settings: { optimizer: optimised, viaIR: true }, skip: /^Oz/ },
  { name: '0.8.37', compiler: 'solc-0.8', settings: { optimizer: optimised } },
  { name: '0.8.37-plain', compiler: 'solc-0.8', settings: { optimizer: plain } },
  { name: '0.8.37-size', compiler: 'solc-0.8', settings: { optimizer: { enabled: true, runs: 1 } } },
  { name: '0.8.37-ir', compiler: 'solc-0.8', settings: { optimizer: optimised, viaIR: true } },
  // Its dispatchers: a sparse table, a dense one, and a chain of comparisons.
  { name: 'vyper', compiler: 'vyper', settings: { optimize: 'gas' } },
  { name: 'vyper-size', compiler: 'vyper', settings: { optimize: 'codesize' } },
  { name: 'vyper-plain', compiler: 'vyper', settings: { optimize: 'none' } },
];
