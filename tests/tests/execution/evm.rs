//! A real EVM: contracts, calls, and what a call did on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use revm::bytecode::{Bytecode, opcode};
use revm::context::{Context, TxEnv};
use revm::context_interface::result::{ExecutionResult, Output};
use revm::database::{CacheDB, WrapDatabaseRef};
use revm::handler::MainnetContext;
use revm::inspector::{InspectEvm, Inspector, NoOpInspector};
use revm::interpreter::interpreter_types::{InputsTr, Jumps};
use revm::interpreter::{CallInputs, CallOutcome, Interpreter};
use revm::primitives::TxKind;
use revm::state::{AccountInfo, EvmState};
use revm::{DatabaseCommit, DatabaseRef, MainBuilder, MainContext};
use rugrisk::{Address, B256, Bytes, U256};

/// The time of every block, that of `rugrisk_tests::chain`.
const TIMESTAMP: u64 = 0x6553_f100;
const GAS: u64 = 30_000_000;

/// Accounts, their code and their storage.
#[derive(Clone, Debug)]
pub(crate) struct World {
    db: CacheDB<Ground>,
    /// Transactions that created something; each gives the next address.
    created: u64,
}

/// A call from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) from: Address,
    pub(crate) to: Address,
    pub(crate) data: Vec<u8>,
    pub(crate) value: U256,
}

/// What a call did.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) success: bool,
    pub(crate) trace: Trace,
}

/// The instructions with an effect that were executed in frames that did not revert.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    pub(crate) steps: Vec<Step>,
    /// What was hashed, by its hash.
    pub(crate) preimages: BTreeMap<U256, Vec<u8>>,
    /// What the running instruction hashes.
    hashing: Option<Vec<u8>>,
    /// How many steps there were when each running frame began.
    frames: Vec<usize>,
}

/// One instruction with an effect.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    /// Whose storage and coin it works on.
    pub(crate) account: Address,
    /// Whose code it stands in.
    pub(crate) code: Address,
    pub(crate) offset: usize,
    pub(crate) op: u8,
    /// How many calls are under way: 1 is the one from outside.
    pub(crate) depth: usize,
    /// The two words on top of the stack: the slot and the word, or the gas and the target.
    pub(crate) top: [U256; 2],
}

/// What there is before anything happens.
#[derive(Clone, Debug, Default)]
struct Ground {
    words: Vec<U256>,
    seed: u64,
}

impl DatabaseRef for Ground {
    type Error = Infallible;

    fn basic_ref(&self, _: Address) -> Result<Option<AccountInfo>, Infallible> {
        Ok(None)
    }

    fn code_by_hash_ref(&self, _: B256) -> Result<Bytecode, Infallible> {
        Ok(Bytecode::default())
    }

    fn storage_ref(&self, _: Address, slot: U256) -> Result<U256, Infallible> {
        let mixed = slot
            .wrapping_add(U256::from(self.seed))
            .wrapping_mul(U256::MAX / U256::from(3));
        let [low, _, middle, high] = *mixed.as_limbs();
        let dice = (low ^ middle ^ high).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let index = usize::try_from(dice).unwrap_or(0) % self.words.len().max(1);
        Ok(self.words.get(index).copied().unwrap_or_default())
    }

    fn block_hash_ref(&self, _: u64) -> Result<B256, Infallible> {
        Ok(B256::ZERO)
    }
}

impl World {
    pub(crate) fn new() -> Self {
        Self {
            db: CacheDB::new(Ground::default()),
            created: 0,
        }
    }

    /// A world in which every storage word that nobody wrote is one of these, by chance.
    pub(crate) fn littered(words: Vec<U256>, seed: u64) -> Self {
        Self {
            db: CacheDB::new(Ground { words, seed }),
            created: 0,
        }
    }

    /// Gives an account coin.
    pub(crate) fn fund(&mut self, account: Address, coin: U256) {
        let mut info = self.account(account);
        info.balance = coin;
        self.db.insert_account_info(account, info);
    }

    /// Puts code at an address, as no transaction could.
    pub(crate) fn install(&mut self, account: Address, code: &[u8]) {
        let mut info = self.account(account);
        let code = Bytecode::new_raw(Bytes::copy_from_slice(code));
        info.code_hash = code.hash_slow();
        info.code = Some(code);
        self.db.insert_account_info(account, info);
    }

    /// Writes a storage word, as no transaction could.
    pub(crate) fn plant(&mut self, account: Address, slot: U256, word: U256) {
        let Ok(()) = self.db.insert_account_storage(account, slot, word);
    }

    /// Runs creation code; `None` where it reverts or leaves no code.
    pub(crate) fn deploy(&mut self, from: Address, creation: Vec<u8>) -> Option<Address> {
        let nonce = self.account(from).nonce.max(self.created);
        let tx = TxEnv {
            caller: from,
            kind: TxKind::Create,
            data: creation.into(),
            nonce,
            ..transaction()
        };
        let (result, state) = self.execute(tx, NoOpInspector);
        let ExecutionResult::Success {
            output: Output::Create(_, Some(address)),
            ..
        } = result
        else {
            return None;
        };
        self.db.commit(state);
        (!self.code(address).is_empty()).then_some(address)
    }

    /// Executes a call and keeps what it leaves behind.
    pub(crate) fn call(&mut self, call: &Call) -> Outcome {
        let mut trace = Trace::default();
        let tx = TxEnv {
            caller: call.from,
            kind: TxKind::Call(call.to),
            data: call.data.clone().into(),
            value: call.value,
            ..transaction()
        };
        let (result, state) = self.execute(tx, &mut trace);
        self.db.commit(state);
        let success = result.is_success();
        Outcome {
            success,
            trace: if success { trace } else { Trace::default() },
        }
    }

    /// What a view returns, as a number.
    pub(crate) fn view(&self, to: Address, data: Vec<u8>) -> Option<U256> {
        let (result, _) = self.execute(
            TxEnv {
                kind: TxKind::Call(to),
                data: data.into(),
                ..transaction()
            },
            NoOpInspector,
        );
        let output = result.is_success().then(|| result.into_output())??;
        U256::try_from_be_slice(output.get(..32)?)
    }

    pub(crate) fn storage(&self, account: Address, slot: U256) -> U256 {
        let Ok(word) = self.db.storage_ref(account, slot);
        word
    }

    pub(crate) fn coin(&self, account: Address) -> U256 {
        self.account(account).balance
    }

    pub(crate) fn code(&self, account: Address) -> Vec<u8> {
        let info = self.account(account);
        let code = info.code.unwrap_or_else(|| {
            let Ok(code) = self.db.code_by_hash_ref(info.code_hash);
            code
        });
        code.original_bytes().to_vec()
    }

    fn account(&self, account: Address) -> AccountInfo {
        let Ok(info) = self.db.basic_ref(account);
        info.unwrap_or_default()
    }

    fn execute<I>(&self, tx: TxEnv, inspector: I) -> (ExecutionResult, EvmState)
    where
        I: for<'a> Inspector<MainnetContext<WrapDatabaseRef<&'a CacheDB<Ground>>>>,
    {
        let mut evm = Context::mainnet()
            .with_ref_db(&self.db)
            .modify_cfg_chained(|cfg| {
                cfg.disable_nonce_check = true;
                cfg.tx_gas_limit_cap = Some(u64::MAX);
                cfg.limit_contract_code_size = Some(usize::MAX);
            })
            .modify_block_chained(|block| {
                block.number = U256::from(16);
                block.timestamp = U256::from(TIMESTAMP);
                block.gas_limit = u64::MAX;
                block.prevrandao = Some(B256::repeat_byte(0x5a));
            })
            .build_mainnet_with_inspector(inspector);
        let done = evm.inspect_tx(tx).expect("the transaction is well-formed");
        (done.result, done.state)
    }
}

fn transaction() -> TxEnv {
    TxEnv {
        gas_limit: GAS,
        gas_price: 0,
        chain_id: Some(1),
        ..TxEnv::default()
    }
}

impl Outcome {
    /// The storage slots that an account's code wrote.
    pub(crate) fn written(&self, account: Address) -> BTreeSet<U256> {
        let stores = self.trace.steps.iter();
        stores
            .filter(|step| step.op == opcode::SSTORE && step.account == account)
            .map(|step| step.top[0])
            .collect()
    }
}

impl<CTX> Inspector<CTX> for Trace {
    fn step(&mut self, interpreter: &mut Interpreter, _: &mut CTX) {
        let op = interpreter.bytecode.opcode();
        let top = [0, 1].map(|depth| interpreter.stack.peek(depth).unwrap_or_default());
        match op {
            opcode::KECCAK256 => self.note_hash(interpreter, top),
            opcode::SSTORE
            | opcode::CALL
            | opcode::CALLCODE
            | opcode::DELEGATECALL
            | opcode::CREATE
            | opcode::CREATE2
            | opcode::SELFDESTRUCT => {
                let account = interpreter.input.target_address();
                self.steps.push(Step {
                    account,
                    code: interpreter
                        .input
                        .bytecode_address()
                        .copied()
                        .unwrap_or(account),
                    offset: interpreter.bytecode.pc(),
                    op,
                    depth: self.frames.len(),
                    top,
                });
            }
            _ => {}
        }
    }

    fn step_end(&mut self, interpreter: &mut Interpreter, _: &mut CTX) {
        if let Some(input) = self.hashing.take() {
            let hash = interpreter.stack.peek(0).unwrap_or_default();
            self.preimages.insert(hash, input);
        }
    }

    fn call(&mut self, _: &mut CTX, _: &mut CallInputs) -> Option<CallOutcome> {
        self.frames.push(self.steps.len());
        None
    }

    fn call_end(&mut self, _: &mut CTX, _: &CallInputs, outcome: &mut CallOutcome) {
        let begin = self.frames.pop().unwrap_or_default();
        if !outcome.result.is_ok() {
            self.steps.truncate(begin);
        }
    }
}

impl Trace {
    /// Notes what is hashed, as far as a mapping's key goes.
    fn note_hash(&mut self, interpreter: &Interpreter, [from, length]: [U256; 2]) {
        const LONGEST: usize = 512;
        let (Ok(from), Ok(length)) = (usize::try_from(from), usize::try_from(length)) else {
            return;
        };
        if length > LONGEST || from > 1 << 24 {
            return;
        }
        let mut input = vec![0; length];
        let there = interpreter.memory.len().saturating_sub(from).min(length);
        if there > 0 {
            input[..there].copy_from_slice(&interpreter.memory.slice_len(from, there));
        }
        self.hashing = Some(input);
    }
}
